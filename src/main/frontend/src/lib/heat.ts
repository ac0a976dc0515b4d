/** From cool to hot: where the stays of now are among those of the past. Nobody there is no heat at all. */
export function heatOf({ count, percentile }: { count: number; percentile: number }): number {
  if (count === 0) {
    return 0;
  }
  return percentile >= 90 ? 5 : percentile >= 75 ? 4 : percentile >= 50 ? 3 : percentile >= 25 ? 2 : 1;
}

interface Point {
  x: number;
  y: number;
}

/** The middle of the longest piece of a line. */
export function middleOf(points: Point[]): Point {
  let best: Point = points[0] ?? { x: 0, y: 0 };
  let longest = -1;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length > longest) {
      longest = length;
      best = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    }
  }
  return best;
}
