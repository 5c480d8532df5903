# 客户列表：标记与批量操作、已存筛选、显示列。
action-invert_marks = 反选
short-invert_marks = 反选
action-apply = 执行
short-apply = 应用
context-panel = 选择列表

marks-hidden = 其中 { $count } 个未显示
marks-key = 按 { $key } 批量操作

bulk-title = { $what }：{ $whom }
bulk-menu = 操作：{ $whom }
bulk-tier = 手动设置等级
bulk-free_tier = 取消手动等级
bulk-owner = 设置负责人
bulk-tag = 添加标签
bulk-untag = 移除标签
bulk-plan = 安排下一步
bulk-snooze = 推迟
bulk-export = 导出（.csv、.xlsx、.md）
bulk-no-tags = 没有可移除的标签
bulk-owner-new = 新成员：尚未加入
bulk-owner-nobody = 留空即不分配
bulk-preview-change = 将修改 { $count } 个客户
bulk-preview-skip = { $count } 个保持不变
bulk-preview-none = 没有需要修改的客户
bulk-preview-export = 写入 { $path }
bulk-change = { $from } → { $to }
bulk-skip-same = 无需修改
bulk-skip-gone = 已不在文件中
bulk-gone-name = （已移除的客户）
bulk-state-tier = { $tier }，至 { $day }
bulk-state-facts = 按实际情况评定
bulk-exporting = 正在导出客户
bulk-exported = 已导出 { $count } 个客户到 { $path }
gesture-bulk_tier = { $name }的等级
gesture-bulk_tiers = { $count } 个客户的等级
gesture-bulk_free_tier = 取消{ $name }的手动等级
gesture-bulk_free_tiers = 取消 { $count } 个客户的手动等级
gesture-bulk_owner = { $name }的负责人
gesture-bulk_owners = { $count } 个客户的负责人
gesture-bulk_tag = 为{ $name }添加标签 #{ $to }
gesture-bulk_tags = 为 { $count } 个客户添加标签 #{ $to }
gesture-bulk_untag = 移除{ $name }的标签 #{ $to }
gesture-bulk_untags = 移除 { $count } 个客户的标签 #{ $to }
gesture-bulk_plan = 为{ $name }安排下一步
gesture-bulk_plans = 为 { $count } 个客户安排下一步
gesture-bulk_snooze = 推迟{ $name }
gesture-bulk_snoozes = 推迟 { $count } 个客户
field-tag = 标签
field-file = 文件
field-query = 筛选条件

filters-title = 已存筛选
filters-none = 还没有保存的筛选。按 { $filter } 输入条件，再按 { $save } 保存。
filters-empty = 没有可保存的筛选，请先输入条件
filters-save = 保存当前筛选
filters-edit = 已存筛选 { $name }
filters-name-hint = 以 @名称 使用
filters-delete = 删除筛选“{ $name }”？
filters-hint = { $complete } 补全 · { $save } 保存此筛选 · @名称 使用已存筛选
gesture-save_filter = 筛选 { $name }
gesture-edit_filter = 修改筛选 { $name }
gesture-delete_filter = 删除筛选 { $name }
filter-problem-key = 不认识“{ $value }:”，可用：等级、需求、负责人、区域、行业、阶段、标签
filter-problem-empty = “{ $value }”后面缺少内容
filter-problem-tier = “{ $value }”不是等级，应为 A、B、C 或 D
filter-problem-need = “{ $value }”不是需求，应为“明确”或“不明确”
filter-problem-stage = 销售流程中没有阶段“{ $value }”
filter-problem-days = “{ $value }”不是时长，例如 30天、4周
filter-problem-saved = 没有名为“{ $value }”的已存筛选
filter-problem-circular = 筛选“{ $value }”引用了自身
error-filter-exists = 已有名为“{ $name }”的筛选
hint-filter-exists = 请换一个名称，或修改原有筛选
error-filter-unknown = 没有名为“{ $name }”的已存筛选
hint-filter-unknown = 用 touchline filters 查看全部

columns-title = 列表显示列
columns-name-stays = 名称列始终显示
columns-hint = { $mark } 显示或隐藏 · { $left } { $right } 移动 · { $done } 保存
columns-not-kept = 仅在本次运行中有效：{ $reason }

cli-about-filters = 已存筛选：查看全部，用“名称=条件”保存，重命名或删除；--filter @名称 使用
cli-arg-saved-filters = 要保存的筛选：名称=条件
cli-arg-delete-filter = 删除该名称的筛选
cli-arg-rename-filter = 重命名筛选：旧名=新名
cli-filters-name = 名称
cli-filters-query = 筛选条件
