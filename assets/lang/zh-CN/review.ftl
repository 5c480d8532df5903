# 等级复核。

# 事实支持的等级，以及对它的处理。
review-says-proposed = 建议 { $from } → { $to }：{ $day }起事实符合 { $to } 级，{ $reasons }
review-says-rejected = { $from } → { $to } 的建议已于{ $on }驳回：{ $why }；{ $until }前或事实变化前不再提示（{ $day }起事实符合 { $to } 级：{ $reasons }）
review-says-moved = { $day }自动调整 { $from } → { $to }：{ $reasons }
review-says-overridden = 若无手动等级，会建议 { $from } → { $to }：{ $day }起事实符合 { $to } 级，{ $reasons }
review-factor = { $dimension } { $from } → { $to }（{ $points }）
review-unchanged = 各项均无变化，确认时就与事实不符

review-proposals = 调整建议
review-due = 待复核
review-rejected = 已驳回
review-overridden = 手动定级
review-moved = 自动调整
review-none = 没有待处理的建议。
review-none-due = 没有待复核的客户。
review-nothing-selected = 请先选中一条建议。
review-ask-reason = 拒绝理由
review-auto = 等级自动调整（review.mode = auto），变化列在下方。
review-moved-shown = 共 { $total } 个自动调整，仅列出最近 { $shown } 个。

review-promotions = 建议升级
review-demotions = 建议降级
review-due_count = 待复核
review-rejected_count = 已驳回
review-overridden_count = 手动定级
review-moved_count = 自动调整

column-from = 原等级
column-to = 新等级
column-since = 起始日
column-until = 截止日
column-automatic = 事实等级
column-days_left = 剩余天数
column-confirmed_on = 确认日
column-rejected_on = 驳回日
column-rejected_reason = 驳回原因
column-hidden_until = 隐藏至
column-override_reason = 原因

field-rejected = 驳回的建议
