import { AwsError } from '../../aws/aws-error.ts';
import { invalidArgument } from '../faults.ts';

/**
 * S3's refusals of an upload by a form, for the form itself.
 *
 * Source: Amazon S3 API reference, "Error responses"; texts as S3 sends them.
 */
export const formRefusals = {
  malformed: () =>
    new AwsError(
      'MalformedPOSTRequest',
      400,
      'The body of your POST request is not well-formed multipart/form-data.',
    ),
  fieldsTooLarge: () =>
    new AwsError(
      'MaxPostPreDataLengthExceeded',
      400,
      'Your POST request fields preceding the upload file were too large.',
    ),
  missing: (field: string) =>
    invalidArgument(
      `Bucket POST must contain a field named '${field}'.  If it is specified, please check the order of the fields.`,
      field,
      '',
    ),
  withoutFile: () => invalidArgument('POST requires exactly one file upload per request.', 'file', '0'),
  /** Undocumented: the text for a field that is sent twice; it is keyhole's own. */
  repeated: (field: string) => invalidArgument('A field of the form must not repeat.', field, ''),
  /** Undocumented: the text for a field whose value no header can carry; it is keyhole's own. */
  unfit: (field: string, value: string) =>
    invalidArgument('The value of this field cannot be stored as a header.', field, value.slice(0, 128)),
  notAForm: () =>
    new AwsError('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold', {
      Condition: 'Bucket POST must be of the enclosure-type multipart/form-data',
    }),
};
