# RFM、流失、客户价值。
customer-section-buying = 购买情况

wanted-window = 天数或 all
wanted-rfm-method = auto、quintiles 或 thresholds
wanted-rfm-split = mean 或 fixed4
wanted-rising = 四个以空格隔开、依次增大的整数
error-classes-config = 成交额分类不成立：A 类的界限须小于 B 类，B 类不超过 100
hint-classes-config = 可一次设置两项：touchline settings abc.a=80 abc.b=95

cli-about-rfm = 每个客户的最近购买、频次和金额：得分、矩阵和八类客户
cli-arg-window = 统计哪些订单：截至今天的天数，或 all；不写则用团队设置
cli-arg-method = 如何打分：auto、quintiles（五分位）或 thresholds（固定界限）
cli-arg-split = 什么算高分：mean（高于均值）或 fixed4（4 分起）
cli-arg-model = 同时给出购买模型的预期；客户很多时还给出是否高价值（这些要看全部客户）
error-choice-unknown = “{ $text }”不是{ $wanted }
hint-choice-unknown = touchline rfm --help 列出了可选项

# RFM（DOMAIN 2）。
rfm-scored = 参与评分
rfm-prospects = 未成交
rfm-window = 统计期
rfm-window-in-days = 统计期（天）
rfm-window-all = 全部时间
rfm-method = 打分方式
rfm-method-quintiles = 全体五分位
rfm-method-thresholds = 固定界限
rfm-split = 高分标准
rfm-split-mean = 高于均值
rfm-split-fixed4 = 4 分及以上
rfm-segments = 客户细分
rfm-share = 占比
rfm-grid = 最近购买与频次：客户数与成交额
rfm-edges = 打分界限
rfm-edge = 界限 { $place }
rfm-edges-read = 每达到一个界限，F、M 加一分，R 减一分。
rfm-few = 客户不足 25 个，固定界限比五分位更可靠；可用 touchline settings rfm.method 选择。
rfm-filtered = 得分按全部 { $count } 个成交客户计算。
rfm-customers = 客户（总分从高到低）
rfm-none = 还没有客户成交，可导入订单：touchline import 文件 --as orders。
rfm-none-listed = 这些客户都还没有成交。
column-dimension = 维度
column-recency_days = 距今
column-frequency = 单数
column-monetary = 金额
column-r = R 分
column-f = F 分
column-m = M 分
column-total = 总分
column-band = 价值档
column-segment = 细分
listed-of = 共 { $total } 个，列出 { $listed } 个。

# 流失（DOMAIN 3）。
churn-levels = 流失等级（沉默天数与自身购买间隔相比）
churn-warned = 有流失风险与已流失
churn-order-value = 同一等级内，价值高的在前。
churn-order-expected_value = 同一等级内，模型预期未来 52 周成交额高的在前。
churn-order-expected_orders = 同一等级内，模型预期未来 52 周单数多的在前。
churn-nobody = 没有客户有流失风险或已流失。
churn-model = 购买模型
churn-model-on = 启用
churn-model-off = 停用
churn-population = 全体平时间隔（天）
churn-fitted-customers = 拟合客户数
churn-fitted-repeaters = 其中两天以上购买
churn-ln_likelihood = 对数似然
column-level = 等级
column-silence_days = 沉默
column-usual_interval_days = 间隔
column-p_alive = 存活
column-alive = 预期
column-expected_orders = 预期单数
column-expected_value = 预期金额
# 表格中：再次购买的可能。
alive-short-likely = 很可能
alive-short-probable = 可能
alive-short-doubtful = 不确定
alive-short-unlikely = 不太会
model-off-too_few_customers = 购买模型需要 { $least } 个成交客户，现有 { $found } 个，还差 { $missing } 个。
model-off-too_few_repeaters = 购买模型需要 { $least } 个在两天以上购买过的客户，现有 { $found } 个，还差 { $missing } 个。
model-off-too_short = 购买模型需要距首次购买满 { $least } 周，现有 { $found } 周，还差 { $missing } 周。
model-off-not_converged = 购买模型停用：参数搜索未收敛，没有最适合这些购买记录的参数。
model-off-out_of_range = 购买模型停用：最佳参数超出范围，这些购买记录不符合模型。
spend-off-correlated = 金额预期停用：购买次数与单次金额的相关系数为 { $by }，不符合模型前提。
spend-off-not_converged = 金额预期停用：参数搜索未收敛。
spend-off-no_mean = 金额预期停用：金额过于分散，均值不存在。
outlook-alive = { $band }（存活概率 { $p }）
outlook-orders = 未来 52 周约 { $orders } 单
outlook-value = 约 { $amount }

# 成交额分类（DOMAIN 1.8）。
pareto-customers = 成交客户数
pareto-revenue = 成交额
pareto-top_fifth = 前五分之一
pareto-top_fifth_share = 其占比
pareto-making = 贡献 { $percent } 的客户数
pareto-gini = 基尼系数
pareto-classes = 分类
pareto-class-a = A 类
pareto-class-b = B 类
pareto-class-c = C 类
pareto-curve = 客户占比与成交额占比
pareto-curve-across = 客户
pareto-curve-up = 成交额
pareto-largest = 成交额最高的客户
pareto-nothing = 这段时间没有成交额。
column-share = 占比
column-cumulative = 累计占比
column-class = 分类

buying-rfm = RFM 得分 { $scores }
buying-class = 成交额 { $class } 类
buying-months = 近 12 个月
buying-reading = 正在查看全部购买记录
buying-fitting = 正在拟合购买模型

settings-topic-rfm = RFM 分析
settings-topic-abc = 成交额分类
setting-rfm-window = 统计近多少天的订单（all 为全部）
setting-rfm-method = 打分方式
setting-rfm-split = 高分标准
setting-rfm-days = 最近购买的固定界限（天）
setting-rfm-orders = 频次的固定界限（单）
setting-rfm-money = 金额的固定界限
setting-abc-a = A 类截至成交额的百分比
setting-abc-b = B 类截至成交额的百分比
setting-value-all = 全部
setting-value-quintiles = 全体五分位
setting-value-thresholds = 固定界限
setting-value-mean = 高于均值
setting-value-fixed4 = 4 分及以上
report-won_back = 近 90 天回流的客户
report-won_back-empty = 没有
column-won_back_on = 再次成交
