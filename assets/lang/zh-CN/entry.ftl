# 录入行：各标记的含义、问题、补全名称。
entry-prompt-call = 电话 { $name }
entry-prompt-meeting = 会议 { $name }
entry-prompt-visit = 拜访 { $name }
entry-prompt-email = 邮件 { $name }
entry-prompt-message = 消息 { $name }
entry-prompt-note = 备注 { $name }
entry-prompt-plan = 计划 { $name }
entry-placeholder = 聊了什么 · >周五 下一步 · !接通 结果 · @联系人 · #标签
entry-keys = Enter 保存 · Esc 离开 · Tab 补全 · Ctrl-E 编辑器

marker-next = 下一步
marker-outcome = 结果
marker-contact = 联系人
marker-tag = 标签
marker-stage = 阶段
marker-amount = 金额
marker-evidence = 需求依据
marker-duration = 时长
marker-happened = 发生时间

marker-doc-next = >周五 >3天 >11-27 14:30：下一步
marker-doc-outcome = !接通 !未接 !占线 !留言 !有意向 !无意向 !回电：结果
marker-doc-contact = @姓名：联系人
marker-doc-tag = #标签：打标签
marker-doc-stage = +报价：商机推进到该阶段
marker-doc-amount = ¥4.8万：商机金额
marker-doc-evidence = =需求 =产品 =预算 =决策人 =时间：已了解的信息
marker-doc-duration = ~20分 ~1小时：用时
marker-doc-happened = ^昨天 ^09:30：发生时间
marker-doc-escape = \# 反斜杠使标记成为普通文字

entry-next = 下一步 { $day }
entry-next-at = 下一步 { $day } { $time }
entry-next-working-day = 下一步 { $day }（工作日）
entry-next-proposed = 建议下一步 { $day }：{ $reason }
entry-proposed-tier = { $tier } 级，每 { $interval } 天
entry-proposed-outcome = { $outcome }，提前跟进
entry-proposed-attempt = 第 { $count } 次未联系上
entry-evidence = 需求依据：{ $evidence }

entry-tier = 等级 { $from } → { $to }
entry-more-lines = 另有 { $count } 行

entry-problem-unknown-next = “{ $text }”不是日期：可写 >周五、>3天、>11-27、>2026-12-01
entry-problem-unknown-happened = “{ $text }”不是时间：可写 ^昨天、^09:30、^11-20 15:00
entry-problem-unknown-outcome = 没有“{ $text }”这个结果
entry-problem-unknown-contact = 该客户没有联系人“{ $text }”，要新增吗？
entry-problem-unknown-stage = 没有“{ $text }”这个阶段
entry-problem-unknown-evidence = 没有“{ $text }”这一项：需求、产品、预算、决策人、时间
entry-problem-unknown-amount = “{ $text }”不是金额
entry-problem-unknown-duration = “{ $text }”不是时长：可写 ~20分 或 ~1小时
entry-problem-ambiguous = “{ $text }”可能是{ $candidates }
entry-problem-overridden = 已被后面的同类标记取代
entry-problem-past = 下一步已是过去：{ $day }
entry-problem-future = 还没发生：{ $day }
entry-problem-not_working_day = { $day } 不是工作日，下一个工作日是 { $offered }

snooze-title = 推迟 { $name }
snooze-until = 推迟到
snooze-hint = 按 1–6 直接选，或输入日期：周五、3天、>11-27
snooze-next-monday = 下周一
snooze-weeks = { $count } 周后
snooze-months = { $count } 个月后
