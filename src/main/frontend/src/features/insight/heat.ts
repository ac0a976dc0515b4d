/** From cool to hot: where the stays of now are among those of the past. Nobody there is no heat at all. */
export function heatOf({ count, percentile }: { count: number; percentile: number }): number {
  if (count === 0) {
    return 0;
  }
  return percentile >= 90 ? 5 : percentile >= 75 ? 4 : percentile >= 50 ? 3 : percentile >= 25 ? 2 : 1;
}
