// <input type="datetime-local"> speaks the wall clock of the device, the server speaks instants.

const two = (n: number) => String(n).padStart(2, '0');

export function toLocalInput(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

export const dayOf = (date: Date) => toLocalInput(date).slice(0, 10);

export function fromLocalInput(value: string): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date.toISOString();
}

/** The times people mean most often. */
export function quickTimes(now: Date): { name: string; at: Date }[] {
  const at = (days: number, hour: number) => {
    const date = new Date(now);
    date.setDate(date.getDate() + days);
    date.setHours(hour, 0, 0, 0);
    return date;
  };
  const inHour = new Date(now.getTime() + 3_600_000);
  return [
    { name: 'inHour', at: inHour },
    ...(now.getHours() < 16 ? [{ name: 'today17', at: at(0, 17) }] : []),
    { name: 'tomorrow10', at: at(1, 10) },
    { name: 'inThreeDays', at: at(3, 10) },
  ];
}
