/** What sums are counted in where nothing else is said. */
export const HOUSE_CURRENCY = 'CNY';

/**
 * The amount as people write it, with `¥` for the house's currency alone: yen, which would have the same sign, are told by
 * `JP¥` or their code, and dollars by their country.
 */
export function moneyText(
  locale: string,
  amount: number,
  currency: string,
  options: Intl.NumberFormatOptions = {},
): string {
  const written = (code: string, currencyDisplay: Intl.NumberFormatOptions['currencyDisplay']) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency: code, currencyDisplay, ...options });
  const sign = (format: Intl.NumberFormat) => format.formatToParts(0).find(({ type }) => type === 'currency')?.value;
  const house = written(HOUSE_CURRENCY, 'narrowSymbol');
  if (currency === HOUSE_CURRENCY) {
    return house.format(amount);
  }
  const foreign = written(currency, 'symbol');
  return (sign(foreign) === sign(house) ? written(currency, 'code') : foreign).format(amount);
}
