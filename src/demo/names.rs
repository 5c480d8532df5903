//! Names of companies and people, composed from lists; no company twice.

use super::chance::{Chance, nth};

/// A city, and what is particular to its companies.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// The city.
    pub city: &'static str,
    /// Areas as a salesperson divides the city.
    pub areas: &'static [&'static str],
    streets: &'static [&'static str],
    /// A telephone number with `#` for each digit to fill in.
    phone: &'static str,
    /// The legal form, for Latin names.
    form: &'static str,
    /// ISO code of the currency of the place.
    pub currency: &'static str,
}

const fn city(
    city: &'static str,
    areas: &'static [&'static str],
    streets: &'static [&'static str],
    phone: &'static str,
) -> Place {
    Place { city, areas, streets, phone, form: "", currency: "CNY" }
}

const fn abroad(
    (city, form, currency): (&'static str, &'static str, &'static str),
    areas: &'static [&'static str],
    streets: &'static [&'static str],
    phone: &'static str,
) -> Place {
    Place { city, areas, streets, phone, form, currency }
}

/// Chinese cities. Most customers are in the first ones.
const CITIES: &[&Place] = &[
    &city(
        "上海",
        &["上海浦东", "上海静安", "上海徐汇", "上海闵行"],
        &["张江路", "南京西路", "漕溪北路", "七莘路"],
        "021-5550####",
    ),
    &city("北京", &["北京海淀", "北京朝阳"], &["中关村大街", "建国路"], "010-5550####"),
    &city("杭州", &["杭州西湖", "杭州滨江"], &["文三路", "江南大道"], "0571-5550####"),
    &city("深圳", &["深圳南山", "深圳福田"], &["科技南路", "深南大道"], "0755-5550####"),
    &city("苏州", &["苏州园区"], &["星湖街"], "0512-5550####"),
    &city("南京", &["南京江宁"], &["天元东路"], "025-5550####"),
    &city("广州", &["广州天河"], &["天河北路"], "020-5550####"),
    &city("成都", &["成都高新"], &["天府大道"], "028-5550####"),
];

/// Cities elsewhere, each with a legal form of its own: that keeps names apart. The numbers are
/// those that the countries keep free for made-up people, where they do.
const ABROAD: &[&Place] = &[
    &abroad(
        ("Berlin", "GmbH", "EUR"),
        &["Berlin Mitte", "Berlin Adlershof"],
        &["Lindenweg", "Werkstraße"],
        "+49 30 23125 ###",
    ),
    &abroad(
        ("London", "Ltd", "GBP"),
        &["London City", "London South"],
        &["Foundry Lane", "Wharf Road"],
        "+44 20 7946 0###",
    ),
    &abroad(
        ("Singapore", "Pte Ltd", "SGD"),
        &["Singapore Jurong", "Singapore Changi"],
        &["Harbour Drive", "Tannery Lane"],
        "+65 6555 ####",
    ),
    &abroad(("Amsterdam", "B.V.", "EUR"), &["Amsterdam"], &["Molenkade"], "+31 20 555 ####"),
    &abroad(("Stockholm", "AB", "EUR"), &["Stockholm"], &["Verkstadsgatan"], "+46 8 465 004 ##"),
    &abroad(("Milan", "S.r.l.", "EUR"), &["Milan"], &["Via delle Officine"], "+39 02 5550 ####"),
    &abroad(("Toronto", "Inc.", "USD"), &["Toronto"], &["Millhouse Road"], "+1 416 555 01##"),
    &abroad(("Sydney", "Pty Ltd", "USD"), &["Sydney"], &["Quarry Street"], "+61 2 5550 ####"),
    &abroad(("Paris", "SAS", "EUR"), &["Paris"], &["Rue des Ateliers"], "+33 1 99 00 ## ##"),
    &abroad(("Madrid", "S.L.", "EUR"), &["Madrid"], &["Calle del Molino"], "+34 91 555 ####"),
];

const FIRST: &[(&str, &str)] = &[
    ("明", "ming"),
    ("华", "hua"),
    ("盛", "sheng"),
    ("恒", "heng"),
    ("瑞", "rui"),
    ("宏", "hong"),
    ("鑫", "xin"),
    ("永", "yong"),
    ("安", "an"),
    ("泰", "tai"),
    ("嘉", "jia"),
    ("博", "bo"),
    ("顺", "shun"),
    ("天", "tian"),
    ("海", "hai"),
    ("东", "dong"),
    ("云", "yun"),
    ("星", "xing"),
    ("金", "jin"),
    ("德", "de"),
    ("汇", "hui"),
    ("联", "lian"),
    ("启", "qi"),
    ("锐", "rui"),
    ("新", "xin"),
    ("佳", "jia"),
    ("正", "zheng"),
    ("百", "bai"),
    ("万", "wan"),
    ("江", "jiang"),
    ("立", "li"),
    ("康", "kang"),
    ("卓", "zhuo"),
    ("友", "you"),
    ("凯", "kai"),
    ("清", "qing"),
];

const SECOND: &[(&str, &str)] = &[
    ("月", "yue"),
    ("兴", "xing"),
    ("达", "da"),
    ("祥", "xiang"),
    ("远", "yuan"),
    ("通", "tong"),
    ("丰", "feng"),
    ("源", "yuan"),
    ("和", "he"),
    ("诚", "cheng"),
    ("诺", "nuo"),
    ("帆", "fan"),
    ("河", "he"),
    ("光", "guang"),
    ("航", "hang"),
    ("创", "chuang"),
    ("力", "li"),
    ("维", "wei"),
    ("信", "xin"),
    ("宇", "yu"),
    ("辰", "chen"),
    ("景", "jing"),
    ("朗", "lang"),
    ("邦", "bang"),
    ("途", "tu"),
    ("峰", "feng"),
    ("泽", "ze"),
    ("欣", "xin"),
    ("益", "yi"),
    ("鼎", "ding"),
    ("尚", "shang"),
    ("腾", "teng"),
    ("旺", "wang"),
    ("良", "liang"),
    ("成", "cheng"),
    ("森", "sen"),
];

/// The word in the name, and the trade.
const TRADES: &[(&str, &str)] = &[
    ("科技", "信息技术"),
    ("物流", "物流"),
    ("机械", "机械制造"),
    ("电子", "电子制造"),
    ("食品", "食品"),
    ("医疗器械", "医疗"),
    ("服饰", "服装"),
    ("建材", "建材"),
    ("化工", "化工"),
    ("汽车零部件", "汽车"),
    ("新能源", "新能源"),
    ("包装", "包装"),
    ("家居", "家居"),
    ("农业", "农业"),
    ("教育", "教育"),
    ("酒店管理", "酒店"),
    ("商贸", "贸易"),
    ("印务", "印刷"),
    ("仓储", "物流"),
    ("环保", "环保"),
    ("精密模具", "机械制造"),
    ("生物", "生物医药"),
    ("自动化", "自动化"),
    ("餐饮", "餐饮"),
];

const FORMS: &[&str] = &["有限公司", "股份有限公司", "集团有限公司"];

const STARTS: &[&str] = &[
    "North", "Silver", "Bright", "Clear", "Stone", "Oak", "Iron", "Blue", "Green", "River", "Lake",
    "Hill", "Harbor", "Maple", "Cedar", "Falcon", "Heron", "Amber", "Copper", "Linden", "Alder",
    "Birch", "Ember", "Granite", "Marl", "Kestrel", "Willow", "Juniper", "Elm", "Thorn",
];

const ENDS: &[&str] = &[
    "gate", "field", "ford", "bridge", "well", "wood", "mark", "line", "haven", "crest", "port",
    "mill", "stead", "brook", "dale", "point", "worth", "light", "ridge", "cliff",
];

const LATIN_TRADES: &[(&str, &str)] = &[
    ("Logistics", "Logistics"),
    ("Tooling", "Machine tools"),
    ("Foods", "Food"),
    ("Instruments", "Instruments"),
    ("Packaging", "Packaging"),
    ("Textiles", "Textiles"),
    ("Robotics", "Automation"),
    ("Medical", "Medical"),
    ("Energy", "Energy"),
    ("Chemicals", "Chemicals"),
    ("Automotive", "Automotive"),
    ("Print", "Printing"),
    ("Furniture", "Furniture"),
    ("Optics", "Instruments"),
    ("Systems", "Information technology"),
    ("Ceramics", "Building materials"),
    ("Software", "Information technology"),
    ("Hotels", "Hotels"),
    ("Retail", "Retail"),
    ("Marine", "Shipping"),
    ("Plastics", "Plastics"),
    ("Bakeries", "Food"),
    ("Pharma", "Pharma"),
    ("Metals", "Metals"),
];

const GROUPS: &[&str] = &["", " Group", " Holding", " International"];

const SURNAMES: &[(&str, &str)] = &[
    ("王", "wang"),
    ("李", "li"),
    ("张", "zhang"),
    ("刘", "liu"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("赵", "zhao"),
    ("黄", "huang"),
    ("周", "zhou"),
    ("吴", "wu"),
    ("徐", "xu"),
    ("孙", "sun"),
    ("胡", "hu"),
    ("朱", "zhu"),
    ("高", "gao"),
    ("林", "lin"),
    ("何", "he"),
    ("郭", "guo"),
    ("马", "ma"),
    ("罗", "luo"),
    ("梁", "liang"),
    ("宋", "song"),
    ("郑", "zheng"),
    ("谢", "xie"),
    ("沈", "shen"),
    ("唐", "tang"),
];

const GIVEN: &[(&str, &str)] = &[
    ("敏", "min"),
    ("伟", "wei"),
    ("静", "jing"),
    ("磊", "lei"),
    ("洋", "yang"),
    ("艳", "yan"),
    ("勇", "yong"),
    ("杰", "jie"),
    ("娟", "juan"),
    ("涛", "tao"),
    ("超", "chao"),
    ("明远", "mingyuan"),
    ("晓燕", "xiaoyan"),
    ("志强", "zhiqiang"),
    ("丽华", "lihua"),
    ("建国", "jianguo"),
    ("雨桐", "yutong"),
    ("子涵", "zihan"),
    ("海燕", "haiyan"),
    ("文博", "wenbo"),
    ("思琪", "siqi"),
    ("国栋", "guodong"),
    ("春梅", "chunmei"),
    ("家豪", "jiahao"),
    ("雪莹", "xueying"),
    ("振宇", "zhenyu"),
    ("慧", "hui"),
    ("鹏", "peng"),
];

const LATIN_GIVEN: &[&str] = &[
    "Anna", "Tom", "Sofia", "James", "Clara", "Lukas", "Emma", "Daniel", "Marta", "Oliver",
    "Nadia", "Peter", "Ingrid", "Marco", "Helen", "Victor", "Priya", "Samuel", "Laura", "Erik",
    "Grace", "Paul", "Irene", "Hugo", "Mei Ling", "Rajan",
];

const LATIN_SURNAMES: &[&str] = &[
    "Berger",
    "Clarke",
    "Lindqvist",
    "Rossi",
    "Novak",
    "Fischer",
    "Hughes",
    "Tan",
    "Moreau",
    "Garcia",
    "Visser",
    "Keller",
    "Walsh",
    "Nilsson",
    "Conti",
    "Brandt",
    "Foster",
    "Lim",
    "Dubois",
    "Ortega",
    "de Boer",
    "Schmidt",
    "Palmer",
    "Kaur",
    "Larsen",
    "Weber",
];

/// A made-up company.
#[derive(Debug)]
pub struct Company {
    /// Full name.
    pub name: String,
    /// What everybody calls it.
    pub short: String,
    /// Trade.
    pub industry: &'static str,
    /// Where it is.
    pub place: &'static Place,
    /// Whether its people speak Chinese.
    pub chinese: bool,
    /// Its name in addresses of the web.
    pub slug: String,
}

impl Company {
    /// The `index`-th company of a demo: Chinese and Latin in turn, each name once.
    pub fn of(index: u64, seed: u64) -> Self {
        let nth_of_language = index / 2;
        if index.is_multiple_of(2) {
            Self::chinese(nth_of_language, seed)
        } else {
            Self::latin(nth_of_language, seed)
        }
    }

    fn chinese(place: u64, seed: u64) -> Self {
        let (brands, trades) = (count(FIRST) * count(SECOND), count(TRADES));
        let (key, round) = scattered(place, brands * trades, seed);
        let ((first, first_sound), rest) = (nth(FIRST, key), key / count(FIRST));
        let (second, second_sound) = nth(SECOND, rest);
        let (word, industry) = nth(TRADES, rest / count(SECOND) + key);
        // Half of them in the first city; a later round of the same words lies elsewhere.
        let mut chance = Chance::of(seed, key);
        let home =
            if key == 0 || chance.percent(45) { 0 } else { chance.between(1, 7).unsigned_abs() };
        let at = home + round;
        let city = nth(CITIES, at);
        let form = nth(FORMS, round / count(CITIES));
        let short = format!("{first}{second}{word}");
        Self {
            name: format!("{}{short}{form}", city.city),
            short: if round == 0 { short } else { format!("{}{short}", city.city) },
            industry,
            place: city,
            chinese: true,
            slug: format!("{first_sound}{second_sound}"),
        }
    }

    fn latin(place: u64, seed: u64) -> Self {
        let (brands, trades) = (count(STARTS) * count(ENDS), count(LATIN_TRADES));
        let (key, round) = scattered(place, brands * trades, seed);
        let rest = key / count(STARTS);
        let brand = format!("{}{}", nth(STARTS, key), nth(ENDS, rest));
        let (word, industry) = nth(LATIN_TRADES, rest / count(ENDS) + key);
        let mut chance = Chance::of(seed, key);
        let home = if chance.percent(60) { chance.between(0, 2) } else { chance.between(3, 9) };
        let city = nth(ABROAD, home.unsigned_abs() + round);
        let group = nth(GROUPS, round / count(ABROAD));
        let short = format!("{brand} {word}{group}");
        Self {
            name: format!("{short} {}", city.form),
            short: if round == 0 { short } else { format!("{short} {}", city.city) },
            industry,
            place: city,
            chinese: false,
            slug: brand.to_lowercase(),
        }
    }

    /// The domain of its addresses, one that nobody can own.
    pub fn domain(&self) -> String {
        format!("{}.example.com", self.slug)
    }

    /// A telephone number at its place.
    pub fn phone(&self, chance: &mut Chance) -> String {
        digits(self.place.phone, chance)
    }

    /// A street with a number.
    pub fn address(&self, chance: &mut Chance) -> String {
        let (street, number) = (chance.pick(self.place.streets), chance.between(2, 480));
        let city = self.place.city;
        if self.chinese {
            format!("{city}市{street}{number}号")
        } else {
            format!("{street} {number}, {city}")
        }
    }
}

/// A made-up person.
#[derive(Debug)]
pub struct Person {
    /// Name.
    pub name: String,
    /// The name in an address.
    pub mailbox: String,
}

impl Person {
    /// Somebody.
    pub fn any(chance: &mut Chance, chinese: bool) -> Self {
        if chinese {
            let ((surname, family), (given, own)) = (chance.pick(SURNAMES), chance.pick(GIVEN));
            return Self { name: format!("{surname}{given}"), mailbox: format!("{family}.{own}") };
        }
        let (given, surname) = (chance.pick(LATIN_GIVEN), chance.pick(LATIN_SURNAMES));
        let mailbox = format!("{given}.{surname}").to_lowercase().replace(' ', "");
        Self { name: format!("{given} {surname}"), mailbox }
    }
}

/// A mobile number of China with four zeros, as nobody has one.
pub fn mobile(chance: &mut Chance) -> String {
    let start = chance.between(130, 199);
    digits(&format!("{start}0000####"), chance)
}

fn digits(pattern: &str, chance: &mut Chance) -> String {
    let digit = |chance: &mut Chance| chance.between(0, 9).to_string();
    pattern.chars().map(|mark| if mark == '#' { digit(chance) } else { mark.to_string() }).collect()
}

const fn count<T>(list: &[T]) -> u64 {
    list.len() as u64
}

/// Spreads the places 0, 1, 2 … over all `keys`, each once before any comes again, and tells in
/// which round. The first place is always the first key: every demo knows 明月科技.
fn scattered(place: u64, keys: u64, seed: u64) -> (u64, u64) {
    // The golden section leaves no two neighbours alike. Strides that share no divisor with the keys
    // meet each of them; every seed has its own.
    let mut stride = keys * 987 / 1597;
    let mut others = seed % 97;
    while common_divisor(stride, keys) != 1 || others > 0 {
        others -= u64::from(common_divisor(stride, keys) == 1);
        stride += 1;
    }
    ((place % keys) * stride % keys, place / keys)
}

const fn common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_company_comes_twice() {
        let names: HashSet<String> = (0..200_000).map(|index| Company::of(index, 3).name).collect();
        assert_eq!(names.len(), 200_000);
    }

    #[test]
    fn the_first_companies_are_known_by_their_short_names_alone() {
        let shorts: HashSet<String> =
            (0..20_000).map(|index| Company::of(index, 1).short).collect();
        assert_eq!(shorts.len(), 20_000);
        assert_eq!(Company::of(0, 1).name, "上海明月科技有限公司");
    }
}
