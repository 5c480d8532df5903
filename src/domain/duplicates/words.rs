//! Words that tell little of who a company is: legal forms, places, trades, hosts that many share.

/// Legal forms behind (some before) a company's name, in Latin letters without accents and dots.
#[rustfmt::skip]
pub const LEGAL: &[&str] = &[
    // English
    "ltd", "limited", "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp",
    "lp", "plc", "pty", "pte", "pvt", "private", "proprietary", "sdn", "bhd",
    // German
    "gmbh", "mbh", "ggmbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ek", "ev", "eg", "se",
    "haftungsbeschrankt",
    // French, Italian, Spanish, Portuguese
    "sa", "sas", "sasu", "sarl", "sarlu", "eurl", "snc", "sci", "scop", "spa", "srl", "srls",
    "sapa", "sl", "slu", "sau", "sc", "scrl", "sprl", "lda", "ltda", "unipessoal", "cv", "eireli",
    // Dutch, Nordic
    "bv", "nv", "vof", "bvba", "ab", "as", "asa", "aps", "oy", "oyj", "hf", "ehf",
    // Polish, Czech, Hungarian, Balkan, Turkish
    "spzoo", "zoo", "spj", "spk", "psa", "sro", "spol", "kft", "zrt", "nyrt", "bt", "doo", "dd",
    "ood", "ead", "eood", "sti", "tic",
    // Romanised elsewhere
    "kk", "gk", "pt", "tbk", "ooo", "oao", "zao", "pao", "jsc", "cjsc", "ojsc", "joint", "stock",
    // What a group calls itself
    "group", "gruppe", "groupe", "gruppo", "grupo", "holding", "holdings", "international", "intl",
];

/// Legal forms of several words, the longer first.
pub const LEGAL_PHRASES: &[&[&str]] = &[
    &["gesellschaft", "mit", "beschrankter", "haftung"],
    &["societe", "a", "responsabilite", "limitee"],
    &["spolka", "z", "ograniczona", "odpowiedzialnoscia"],
    &["s", "de", "rl", "de", "cv"],
    &["srl", "de", "cv"],
    &["sa", "de", "cv"],
    &["sab", "de", "cv"],
    &["sapi", "de", "cv"],
    &["spolka", "z", "oo"],
    &["sp", "z", "oo"],
    &["societa", "per", "azioni"],
    &["spolka", "akcyjna"],
    &["societe", "anonyme"],
    &["sociedad", "anonima"],
    &["sociedad", "limitada"],
    &["naamloze", "vennootschap"],
    &["besloten", "vennootschap"],
    &["public", "limited"],
];

/// Words of no weight anywhere in a name.
pub const FILLERS: &[&str] = &["the", "and", "und", "et", "e", "y", "i", "en", "of", "de"];

/// Chinese, Japanese and Korean legal forms, the longer first.
pub const HAN_LEGAL: &[&str] = &[
    "集团股份有限公司",
    "集团有限责任公司",
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "集团有限公司",
    "集團有限公司",
    "有限公司",
    "股份公司",
    "集团公司",
    "个体工商户",
    "有限合伙",
    "普通合伙",
    "合伙企业",
    "总公司",
    "株式会社",
    "有限会社",
    "合同会社",
    "주식회사",
    "유한회사",
    "公司",
    "集团",
    "集團",
];

/// Trades at the end of a Chinese name, the longer first.
#[rustfmt::skip]
pub const HAN_TRADES: &[&str] = &[
    "电子商务", "国际贸易", "进出口", "新材料", "供应链", "房地产", "自动化", "新能源",
    "贸易", "商贸", "科技", "技术", "网络", "信息", "电子", "物流", "实业", "工业", "机械", "设备",
    "材料", "建材", "建筑", "建设", "工程", "装饰", "食品", "餐饮", "医疗", "医药", "器械", "生物",
    "化工", "纺织", "服装", "服饰", "家具", "家居", "包装", "印刷", "广告", "传媒", "文化", "咨询",
    "管理", "投资", "控股", "发展", "服务", "软件", "智能", "电气", "电器", "汽车", "能源", "环保",
    "农业", "教育", "旅游", "酒店", "地产", "置业", "国际", "制造", "精密", "塑料", "五金", "金属",
    "模具", "光电", "通信", "数据", "电商", "零售", "百货", "超市", "运输", "仓储", "开发", "企业",
];

/// Trades at the end of a name in Latin letters.
#[rustfmt::skip]
pub const LATIN_TRADES: &[&str] = &[
    "trading", "trade", "technology", "technologies", "tech", "technologie", "industry",
    "industries", "industrial", "industrie", "logistics", "logistik", "solutions", "systems",
    "services", "service", "consulting", "software", "electronics", "network", "networks", "media",
    "machinery", "materials", "foods", "food", "pharma", "medical", "textile", "textiles",
    "import", "export", "engineering", "construction", "energy", "automotive", "packaging",
    "handel", "handels", "technik", "enterprise", "enterprises", "development", "investment",
];

/// Chinese places that begin a company's name, with how they are written in Latin letters.
#[rustfmt::skip]
pub const PLACES: &[(&str, &str)] = &[
    ("内蒙古", "neimenggu"), ("黑龙江", "heilongjiang"), ("石家庄", "shijiazhuang"),
    ("哈尔滨", "haerbin"), ("乌鲁木齐", "wulumuqi"), ("呼和浩特", "huhehaote"),
    ("连云港", "lianyungang"), ("张家港", "zhangjiagang"), ("秦皇岛", "qinhuangdao"),
    ("北京", "beijing"), ("上海", "shanghai"), ("天津", "tianjin"), ("重庆", "chongqing"),
    ("广州", "guangzhou"), ("深圳", "shenzhen"), ("杭州", "hangzhou"), ("南京", "nanjing"),
    ("苏州", "suzhou"), ("武汉", "wuhan"), ("成都", "chengdu"), ("西安", "xian"),
    ("青岛", "qingdao"), ("宁波", "ningbo"), ("厦门", "xiamen"), ("东莞", "dongguan"),
    ("佛山", "foshan"), ("无锡", "wuxi"), ("长沙", "changsha"), ("郑州", "zhengzhou"),
    ("济南", "jinan"), ("合肥", "hefei"), ("福州", "fuzhou"), ("大连", "dalian"),
    ("沈阳", "shenyang"), ("长春", "changchun"), ("昆明", "kunming"), ("南昌", "nanchang"),
    ("南宁", "nanning"), ("贵阳", "guiyang"), ("太原", "taiyuan"), ("兰州", "lanzhou"),
    ("海口", "haikou"), ("银川", "yinchuan"), ("西宁", "xining"), ("拉萨", "lasa"),
    ("温州", "wenzhou"), ("义乌", "yiwu"), ("金华", "jinhua"), ("嘉兴", "jiaxing"),
    ("绍兴", "shaoxing"), ("台州", "taizhou"), ("湖州", "huzhou"), ("常州", "changzhou"),
    ("南通", "nantong"), ("扬州", "yangzhou"), ("徐州", "xuzhou"), ("昆山", "kunshan"),
    ("中山", "zhongshan"), ("珠海", "zhuhai"), ("惠州", "huizhou"), ("汕头", "shantou"),
    ("泉州", "quanzhou"), ("烟台", "yantai"), ("潍坊", "weifang"), ("洛阳", "luoyang"),
    ("保定", "baoding"), ("唐山", "tangshan"), ("芜湖", "wuhu"), ("香港", "hongkong"),
    ("澳门", "macau"), ("台湾", "taiwan"), ("台北", "taipei"),
    ("浙江", "zhejiang"), ("江苏", "jiangsu"), ("广东", "guangdong"), ("山东", "shandong"),
    ("福建", "fujian"), ("四川", "sichuan"), ("湖北", "hubei"), ("湖南", "hunan"),
    ("河南", "henan"), ("河北", "hebei"), ("安徽", "anhui"), ("江西", "jiangxi"),
    ("辽宁", "liaoning"), ("吉林", "jilin"), ("陕西", "shaanxi"), ("山西", "shanxi"),
    ("云南", "yunnan"), ("贵州", "guizhou"), ("广西", "guangxi"), ("海南", "hainan"),
    ("甘肃", "gansu"), ("青海", "qinghai"), ("宁夏", "ningxia"), ("新疆", "xinjiang"),
    ("西藏", "xizang"),
];

/// Hosts of free mail and of pages that many companies share: they say nothing of whose they are.
#[rustfmt::skip]
pub const SHARED_HOSTS: &[&str] = &[
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "live.cn", "msn.com",
    "yahoo.com", "ymail.com", "aol.com", "icloud.com", "me.com", "mac.com", "proton.me",
    "protonmail.com", "pm.me", "mail.com", "zoho.com", "fastmail.com", "qq.com", "foxmail.com",
    "163.com", "126.com", "yeah.net", "188.com", "sina.com", "sina.cn", "sohu.com", "aliyun.com",
    "139.com", "189.cn", "wo.cn", "21cn.com", "tom.com", "263.net", "gmx.de", "gmx.net", "gmx.com",
    "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de", "arcor.de", "mailbox.org",
    "posteo.de", "orange.fr", "wanadoo.fr", "laposte.net", "free.fr", "sfr.fr", "libero.it",
    "virgilio.it", "tiscali.it", "alice.it", "telefonica.net", "terra.es", "ziggo.nl", "kpnmail.nl",
    "xs4all.nl", "planet.nl", "hetnet.nl", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "op.pl",
    "seznam.cz", "mail.ru", "bk.ru", "yandex.ru", "yandex.com", "naver.com", "daum.net",
    "hanmail.net", "bluewin.ch", "btinternet.com", "sky.com", "comcast.net", "verizon.net",
    "att.net", "bigpond.com", "rediffmail.com",
    // Pages and shops under somebody else's roof.
    "facebook.com", "linkedin.com", "instagram.com", "twitter.com", "x.com", "youtube.com",
    "taobao.com", "tmall.com", "1688.com", "alibaba.com", "jd.com", "weibo.com", "weixin.qq.com",
    "made-in-china.com", "amazon.com", "ebay.com", "etsy.com", "google.com", "github.com",
    "wordpress.com", "wixsite.com", "myshopify.com", "blogspot.com", "github.io", "notion.site",
];

/// Free mail that stands under many top-level names: `yahoo.co.jp`, `hotmail.fr`.
pub const SHARED_NAMES: &[&str] = &["yahoo", "hotmail", "outlook", "live", "gmx"];

/// Second-level names below which the public registers: `acme.co.uk` is a name of its own.
pub const SECOND_LEVEL: &[&str] =
    &["com", "co", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv"];

/// Country codes of two digits (ITU E.164); 1 and 7 have one, all others three.
#[rustfmt::skip]
pub const TWO_DIGIT_CODES: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
    "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65",
    "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];
