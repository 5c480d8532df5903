//! One cell read as what its column is.

use chrono::Datelike;

use super::date::DateReader;
use super::decimal::{Decimal, NumberError};
use super::fields::{Field, Shape};
use super::mapping::{Column, Target};
use super::record::{Options, Record};
use super::reject::RejectReason;
use super::style::ColumnStyle;
use super::text;
use super::value::{self, Value};
use crate::domain::{birthday::Birthday, money::Currency};

/// Years after today in which a year of two digits may still lie.
const YEARS_AHEAD: i32 = 20;

/// What is gathered while the cells of one row are read.
pub(super) struct Reading<'a> {
    pub options: &'a Options,
    pub currency: Option<Currency>,
}

impl Reading<'_> {
    pub fn read(
        &mut self,
        record: &mut Record,
        column: &Column,
        style: &ColumnStyle,
        cell: &str,
    ) -> Result<(), RejectReason> {
        let shape = column.shape();
        // `NULL` is what databases write for nothing; but a customer may be called so.
        let nothing = match shape {
            Shape::Text => {
                cell.is_empty() || (cell == "NULL" && column.target != Target::Field(Field::Name))
            }
            _ => text::says_nothing(cell),
        };
        if nothing || cell == "#N/A" {
            return Ok(());
        }
        if ["#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"].contains(&cell) {
            return Err(RejectReason::CellError);
        }
        let field = match &column.target {
            Target::Field(field) => *field,
            Target::Custom(name) => {
                record.custom.push((name.clone(), cell.to_owned()));
                return Ok(());
            }
        };
        let value = match shape {
            Shape::Text => Value::Text(cell.to_owned()),
            Shape::Tags => Value::Tags(value::tags(cell)),
            Shape::Email => Value::Text(value::emails(cell).ok_or(RejectReason::BadEmail)?),
            Shape::Web => Value::Text(text::web(cell)),
            Shape::Tier => Value::Tier(value::tier(cell).ok_or(RejectReason::UnknownTier)?),
            Shape::Date => {
                let ahead = if field == Field::Birthday { 0 } else { YEARS_AHEAD };
                let reader = DateReader {
                    style: style.dates,
                    zone: self.options.zone,
                    latest_year: self.options.today.year() + ahead,
                };
                match reader.read(cell) {
                    Ok(when) => Value::When(when),
                    // `05-14` and `lunar:8-15` have no year.
                    Err(_) if field == Field::Birthday && Birthday::parse(cell).is_some() => {
                        Value::Text(cell.to_owned())
                    }
                    Err(error) => return Err(RejectReason::BadDate(error)),
                }
            }
            Shape::Money | Shape::Price => {
                let (number, currency) =
                    value::priced(cell, self.options.currency, style.decimal_comma)
                        .map_err(RejectReason::BadNumber)?;
                self.currency = currency.or(self.currency);
                let number = number.shifted(column.power);
                Value::Number(number.ok_or(RejectReason::BadNumber(NumberError::TooLarge))?)
            }
            Shape::Number => Value::Number(
                Decimal::parse(cell, style.decimal_comma).map_err(RejectReason::BadNumber)?,
            ),
            Shape::Discount => Value::Number(
                value::discount(cell, style.decimal_comma).ok_or(RejectReason::BadDiscount)?,
            ),
            Shape::Currency => {
                let named = value::currency(cell, self.options.currency);
                let named = named.ok_or(RejectReason::UnknownCurrency)?;
                self.currency = self.currency.or(Some(named));
                return Ok(());
            }
            Shape::Flag => Value::Flag(value::flag(cell).ok_or(RejectReason::BadFlag)?),
            Shape::Minutes => {
                Value::Minutes(value::minutes(cell).ok_or(RejectReason::BadDuration)?)
            }
        };
        record.values.push((field, value));
        Ok(())
    }
}
