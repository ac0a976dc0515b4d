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
