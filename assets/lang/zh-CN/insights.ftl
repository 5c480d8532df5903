# 分析。
insights-review = 等级复核
insights-rfm = RFM 分析
insights-segments = 客户细分
insights-lifecycle = 生命周期
insights-churn = 流失风险
insights-pareto = 二八曲线
insights-adherence = 跟进达标率
insights-effort = 投入与产出
insights-loyalty = 忠诚度
insights-reading = 正在读取客户数据…
insights-customers = 客户数
insights-briefing = 简报
insights-day = 日报
insights-week = 周报
insights-month = 月报
insights-quarter = 季报

rfm-recency = 最近购买
rfm-frequency = 购买频次
rfm-monetary = 购买金额
rfm-band-high = 高价值
rfm-band-medium = 中价值
rfm-band-low = 低价值
segment-key_value = 重要价值客户
segment-key_develop = 重要发展客户
segment-key_keep = 重要保持客户
segment-key_win_back = 重要挽留客户
segment-general_value = 一般价值客户
segment-general_develop = 一般发展客户
segment-general_keep = 一般保持客户
segment-general_win_back = 一般挽留客户

# 流失等级依据（DOMAIN 3.2）。
churn-reason = 沉默 { $silence } 天，平时约 { $usual } 天一单（{ $own } 个间隔）→ { $level }
churn-reason-padded = 沉默 { $silence } 天，平时约 { $usual } 天一单（{ $own } 个间隔，不足3个，已用全体 { $population } 天补足）→ { $level }
pareto-share = 前 { $customers }贡献 { $percent } 的成交额
adherence-rate = 达标 { $met }/{ $judged }（{ $percent }）
effort-over_served = 投入过多
effort-under_served = 投入不足
effort-balanced = 均衡
effort-no_value = 暂无产出
effort-small-ignored = C、D 级客户合计投入不足 5%

# 其他分组方式。
relationship-basic = 基本型
relationship-reactive = 被动型
relationship-accountable = 负责型
relationship-proactive = 能动型
relationship-partnership = 伙伴型
intent-high = 高意向
intent-medium = 中意向
intent-low = 低意向
alive-likely = 很可能再购
alive-probable = 可能再购
alive-doubtful = 不确定
alive-unlikely = 不太会再购
effort-no_data = 暂无可比数据
