const W3C_DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

/**
 * The instant that a text names, in milliseconds since 1970; undefined if it names none.
 * The text is a count of seconds or a date of the W3C's ISO 8601 profile. Such a date is a year, a month, a day, or a
 * time with its zone. Four digits are a year.
 * Source: IAM user guide, "IAM JSON policy elements: Condition operators", date operators.
 */
export function instantOf(text: string): number | undefined {
  const found = W3C_DATE.exec(text);
  if (found === null) return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : undefined;
  const [, year, month, day] = found;
  // Date.parse reads the 30th of February as the 1st of March.
  if (day !== undefined && Number(day) > daysIn(Number(year), Number(month))) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
