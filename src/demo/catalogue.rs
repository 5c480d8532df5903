//! What the demo's company sells: equipment and software for shops, warehouses and offices.

/// A product in both languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Product {
    /// Its number in the catalogue.
    pub sku: &'static str,
    chinese: &'static str,
    english: &'static str,
    /// Price of one, whole units of the base currency.
    pub price: i64,
    /// Whether it is work, not a thing.
    pub service: bool,
}

impl Product {
    /// Its name in the customer's language.
    pub const fn name(&self, chinese: bool) -> &'static str {
        if chinese { self.chinese } else { self.english }
    }
}

const fn product(
    sku: &'static str,
    chinese: &'static str,
    english: &'static str,
    price: i64,
) -> Product {
    Product { sku, chinese, english, price, service: false }
}

const fn service(
    sku: &'static str,
    chinese: &'static str,
    english: &'static str,
    price: i64,
) -> Product {
    Product { sku, chinese, english, price, service: true }
}

/// The dearest products that cost no more than `most` whole units of the base currency; the cheapest
/// one when all cost more.
pub fn affordable(most: i64) -> &'static [&'static Product] {
    let end = PRODUCTS.partition_point(|product| product.price <= most).max(1);
    PRODUCTS.get(end.saturating_sub(5)..end).unwrap_or(PRODUCTS)
}

/// Every product, the cheapest first.
const PRODUCTS: &[&Product] = &[
    &product("CN-10", "标签耗材包", "Label supplies box", 360),
    &product("SC-21", "条码扫描枪", "Barcode scanner", 680),
    &product("SN-05", "温湿度传感器套装", "Climate sensor kit", 1_150),
    &product("AT-30", "智能考勤终端", "Access terminal", 1_280),
    &product("LP-40", "标签打印机", "Label printer", 2_350),
    &service("TR-01", "现场培训（天）", "On-site training, day", 3_200),
    &product("GW-12", "边缘网关", "Edge gateway", 3_900),
    &product("RT-08", "工业平板", "Rugged tablet", 4_600),
    &service("MC-01", "年度维保", "Maintenance contract", 9_800),
    &product("MD-65", "会议平板", "Meeting display", 16_800),
    &product("WS-01", "仓储管理软件", "Warehouse suite", 28_000),
    &product("PB-02", "生产看板系统", "Production board", 56_000),
    &service("IN-01", "系统集成服务", "Integration project", 120_000),
];
