import { validation } from './dynamodb-errors.ts';

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const MOST_DIGITS = 38;
const GREATEST_EXPONENT = 125;
const LEAST_EXPONENT = -130;

/**
 * A number in the form in which DynamoDB stores it, so that equal numbers are equal keys. It has no leading or trailing
 * zeros and no exponent. Throws ValidationException for text that is not a number, or a number that does not fit.
 *
 * Source: Amazon DynamoDB developer guide, "Supported data types and naming rules in Amazon DynamoDB", section "Number".
 */
export function canonicalNumber(text: string): string {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (sign === undefined || whole + fraction === '')
    throw validation(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`);
  const significant = (whole + fraction).replace(/^0+/, '');
  const digits = withoutZerosAtEnd(significant);
  if (digits === '') return '0';
  // The position of the decimal point, counted from the first digit that is not zero.
  const point = significant.length - fraction.length + Number(exponent);
  if (digits.length > MOST_DIGITS)
    throw validation('Attempting to store more than 38 significant digits in a Number');
  if (point - 1 > GREATEST_EXPONENT)
    throw validation(
      'Number overflow. Attempting to store a number with magnitude larger than supported range',
    );
  if (point - 1 < LEAST_EXPONENT)
    throw validation(
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    );
  return (sign === '-' ? '-' : '') + withPoint(digits, point);
}

/** Removes trailing zeros in one pass from the end: a regular expression would start again at each run of zeros. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

function withPoint(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits.padEnd(point, '0');
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
