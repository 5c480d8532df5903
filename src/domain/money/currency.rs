//! Currencies of ISO 4217: code, decimals, sign.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::MoneyError;

/// The codes in use.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB \
    BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK \
    DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR \
    IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA \
    MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR \
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB \
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG \
    XOF XPF YER ZAR ZMW ZWG ZWL";

/// Signs and words that people write for a currency; one that contains another stands before it.
/// The first currency is meant unless the
/// amount's own currency is among the others: `¥` is yen in a file kept in yen.
const SIGNS: &[(&str, &[Currency])] = &[
    ("人民币", &[Currency::CNY]),
    ("RMB", &[Currency::CNY]),
    ("CN¥", &[Currency::CNY]),
    ("JP¥", &[Currency::JPY]),
    ("¥", &[Currency::CNY, Currency::JPY]),
    ("美元", &[Currency::USD]),
    ("美金", &[Currency::USD]),
    ("欧元", &[Currency::EUR]),
    ("英镑", &[Currency::GBP]),
    ("日元", &[Currency::JPY]),
    ("日圆", &[Currency::JPY]),
    ("円", &[Currency::JPY]),
    ("韩元", &[Currency::of(b"KRW")]),
    ("港元", &[Currency::HKD]),
    ("港币", &[Currency::HKD]),
    ("新台币", &[Currency::TWD]),
    ("台币", &[Currency::TWD]),
    ("澳元", &[Currency::of(b"AUD")]),
    ("加元", &[Currency::of(b"CAD")]),
    ("元", &[Currency::CNY, Currency::HKD, Currency::TWD, Currency::of(b"MOP")]),
    ("US$", &[Currency::USD]),
    ("HK$", &[Currency::HKD]),
    ("NT$", &[Currency::TWD]),
    ("NZ$", &[Currency::of(b"NZD")]),
    ("A$", &[Currency::of(b"AUD")]),
    ("C$", &[Currency::of(b"CAD")]),
    ("S$", &[Currency::of(b"SGD")]),
    ("R$", &[Currency::of(b"BRL")]),
    (
        "$",
        &[
            Currency::USD,
            Currency::HKD,
            Currency::TWD,
            Currency::of(b"NZD"),
            Currency::of(b"AUD"),
            Currency::of(b"CAD"),
            Currency::of(b"SGD"),
            Currency::of(b"MXN"),
        ],
    ),
    ("€", &[Currency::EUR]),
    ("£", &[Currency::GBP]),
    ("₩", &[Currency::of(b"KRW")]),
    ("₹", &[Currency::of(b"INR")]),
    ("₽", &[Currency::of(b"RUB")]),
    ("₫", &[Currency::of(b"VND")]),
    ("฿", &[Currency::of(b"THB")]),
    ("₺", &[Currency::of(b"TRY")]),
    ("₱", &[Currency::of(b"PHP")]),
];

/// A currency of ISO 4217. Only known codes can be made, because the decimals come from the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// Renminbi.
    pub const CNY: Self = Self::of(b"CNY");
    /// US dollar.
    pub const USD: Self = Self::of(b"USD");
    /// Euro.
    pub const EUR: Self = Self::of(b"EUR");
    /// Pound sterling.
    pub const GBP: Self = Self::of(b"GBP");
    /// Yen.
    pub const JPY: Self = Self::of(b"JPY");
    /// Hong Kong dollar.
    pub const HKD: Self = Self::of(b"HKD");
    /// New Taiwan dollar.
    pub const TWD: Self = Self::of(b"TWD");

    const fn of(code: &[u8; 3]) -> Self {
        Self(*code)
    }

    /// The currency with this code, either case.
    ///
    /// # Errors
    /// [`MoneyError::UnknownCurrency`] when ISO 4217 does not list it.
    pub fn new(code: &str) -> Result<Self, MoneyError> {
        let unknown = || MoneyError::UnknownCurrency { code: code.to_owned() };
        let bytes: [u8; 3] =
            code.to_ascii_uppercase().into_bytes().try_into().map_err(|_| unknown())?;
        let listed = CODES.split(' ').any(|known| known.as_bytes() == bytes);
        if listed { Ok(Self(bytes)) } else { Err(unknown()) }
    }

    /// The currency people mean by a sign or a word (`¥`, `元`, `US$`) when the amounts around it
    /// are in `around`.
    pub fn from_symbol(sign: &str, around: Self) -> Option<Self> {
        let (_, meant) = SIGNS.iter().find(|(known, _)| known.eq_ignore_ascii_case(sign.trim()))?;
        meant.iter().find(|&&currency| currency == around).or(meant.first()).copied()
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Number of decimals: CNY 2, JPY 0, KWD 3.
    pub const fn exponent(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG"
            | b"RWF" | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }

    /// The sign to show before an amount, `None` where the code is clearer.
    pub const fn symbol(self) -> Option<&'static str> {
        Some(match &self.0 {
            b"CNY" => "¥",
            b"USD" => "$",
            b"EUR" => "€",
            b"GBP" => "£",
            b"JPY" => "JP¥",
            b"HKD" => "HK$",
            b"TWD" => "NT$",
            b"NZD" => "NZ$",
            b"AUD" => "A$",
            b"CAD" => "C$",
            b"SGD" => "S$",
            b"BRL" => "R$",
            b"KRW" => "₩",
            b"INR" => "₹",
            b"RUB" => "₽",
            b"VND" => "₫",
            b"THB" => "฿",
            b"TRY" => "₺",
            b"PHP" => "₱",
            _ => return None,
        })
    }

    /// Every sign and word with its currencies; one that contains another stands before it.
    pub(super) fn signs() -> impl Iterator<Item = (&'static str, &'static [Self])> {
        SIGNS.iter().copied()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::new(code)
    }
}

impl TryFrom<String> for Currency {
    type Error = MoneyError;
    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::new(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_or_refused() {
        assert_eq!(Currency::new("cny"), Ok(Currency::CNY));
        for code in ["", "CN", "CNYX", "XXZ", "C Y", "元"] {
            assert!(Currency::new(code).is_err(), "{code}");
        }
        for (code, exponent) in [("CNY", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("XPF", 0)] {
            assert_eq!(Currency::new(code).unwrap().exponent(), exponent, "{code}");
        }
    }

    #[test]
    fn a_shared_sign_means_the_currency_around_it() {
        for (sign, around, meant) in [
            ("¥", Currency::CNY, Currency::CNY),
            ("¥", Currency::JPY, Currency::JPY),
            ("¥", Currency::USD, Currency::CNY),
            ("$", Currency::HKD, Currency::HKD),
            ("$", Currency::CNY, Currency::USD),
            ("元", Currency::TWD, Currency::TWD),
            ("rmb", Currency::USD, Currency::CNY),
        ] {
            assert_eq!(Currency::from_symbol(sign, around), Some(meant), "{sign} in {around}");
        }
        assert_eq!(Currency::from_symbol("%", Currency::CNY), None);
    }

    #[test]
    fn what_is_shown_for_a_currency_is_read_as_that_currency() {
        for code in CODES.split(' ') {
            let currency = Currency::new(code).unwrap();
            if let Some(sign) = currency.symbol() {
                assert_eq!(Currency::from_symbol(sign, currency), Some(currency), "{sign}");
            }
        }
    }
}
