# 可能是同一家的客户。

duplicate-by-name = 名称相同
duplicate-by-email = 邮箱相同
duplicate-by-phone = 电话相同
duplicate-by-name_part = 名称相近
duplicate-by-domain = 网站域名相同
duplicate-by-pinyin = 读音相同
duplicate-already = 是否已有？{ $name }（{ $reasons }）
duplicates-none = 没有发现疑似重复的客户
duplicates-score = 相似
duplicates-kept = 客户
duplicates-gone = 可能与此相同
duplicates-why = 原因
duplicates-reading = 正在查找重复客户
duplicates-title = 疑似重复的客户：{ $count } 组
pair-title = 是同一个客户吗？{ $reasons }
merge-stays = 保留
merge-goes = 并入
merge-follows = 一并转入：{ $list }
merge-follows-nothing = 没有联系人、商机、订单或跟进记录需要转入
merge-united = 一并添加：{ $list }
context-duplicates = 重复客户
context-merge = 并排对比
action-merge_pair = 合并为一个客户
action-keep_apart = 并非同一客户
action-swap_pair = 改为保留另一个
short-merge_pair = 合并
short-keep_apart = 非同一
short-swap_pair = 互换
cli-duplicates-how = 共 { $count } 组；touchline duplicates merge 保留 并入 将两个客户合并，touchline duplicates apart 甲 乙 确认并非同一客户
cli-about-duplicates = 疑似重复的客户及原因；可合并，或确认并非同一客户
cli-about-duplicates-merge = 将两个客户合并为一个；第二个的全部内容归入第一个，可撤销
cli-about-duplicates-apart = 记住两者并非同一客户，今后不再提示
cli-arg-kept = 保留的客户
cli-arg-gone = 并入的客户
cli-arg-merge-fields = 以谁的值为准：phone=gone 取第二个的；未指定时取第一个的，为空则取第二个的
cli-arg-apart-one = 一个客户
cli-arg-apart-other = 另一个客户
error-merge-side = “{ $text }”未说明以谁的值为准
hint-merge-side = 请写 字段=kept 或 字段=gone
error-one-customer = “{ $name }”本来就是同一个客户
hint-one-customer = 请指定两个不同的客户
gesture-merge_customers = 将 { $from } 合并到 { $name }
gesture-keep_apart = { $name } 与 { $from } 并非同一客户
import-alike = { $count } 个新客户与已有客户疑似重复
cli-import-alike = 第 { $line } 行：{ $name } ~ { $customer }（{ $reasons }）
cli-import-more-alike = 另有 { $count } 个；导入后可用 touchline duplicates 查看
