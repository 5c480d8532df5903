# 客户分组方式。
scheme-tier = 客户等级
scheme-intent = 意向
scheme-value = 价值
scheme-band = RFM 价值档
scheme-segment = RFM 客户细分
scheme-class = 销售额 ABC（二八法则）
scheme-lifecycle = 生命周期
scheme-churn = 流失风险
scheme-loyalty = 忠诚度
scheme-relationship = 客户关系水平
scheme-stage = 最靠前商机的阶段
scheme-owner = 负责人
scheme-area = 区域
scheme-industry = 行业

column-churn = 流失

group-class = { $class } 类
group-none-band = 尚未购买
group-none-segment = 尚未购买
group-none-class = 尚未购买
group-none-churn = 尚未购买
group-none-stage = 无在谈商机
group-none-owner = 无负责人
group-none-area = 未填区域
group-none-industry = 未填行业
group-none-source = 未填来源
group-unknown-relationship = 毛利率未知
group-margin-hint = 请设置 { $setting }=百分比{ $more ->
        [0] {""}
       *[other] （另有 { $more } 个）
    }：touchline settings
group-more = 另有 { $count } 个
group-heading = { $name } · { $customers }（{ $share }）· { $value }（{ $value_share }）

groups-title = 客户分组方式
groups-current = 当前
groups-gone = 这些客户已不在文件中。
groups-reading = 正在为客户分组

error-relationship-config = 客户关系的界限无效：“少”须小于“中”，“中”不超过 100，且中毛利率须低于高毛利率
hint-relationship-config = 原设置继续有效；touchline settings relationship 可查看
wanted-relationship-by = industry、area 或 source
wanted-margin = -100 到 100 的百分比，最多两位小数
error-scheme-unknown = 没有“{ $text }”这种分组方式
hint-scheme-unknown = 可选：{ $choices }

settings-topic-relationship = 客户群与客户关系水平
settings-new-margin = 添加毛利率
settings-new-margin-hint = 客户群与毛利率（%）：零售=30
setting-relationship-by = 客户群按什么划分
setting-relationship-few = 客户数“少”：占比不超过（%）
setting-relationship-medium = 客户数“中”：占比不超过（%）
setting-relationship-margin-medium = 毛利率“中”的下限（%）
setting-relationship-margin-high = 毛利率“高”的下限（%）
setting-margin = { $group }：毛利率（%）
setting-value-industry = 行业
setting-value-area = 区域
setting-value-source = 来源
