import type { Authenticated, AuthenticationRequest } from '../authentication/authenticated.ts';
import { authenticateForm } from '../authentication/form/authenticate-form.ts';
import type { Service } from '../aws/operations.ts';
import { VerifiedPayload } from '../wire/body/verified-payload.ts';
import { type Decoded, decode } from '../wire/decode.ts';
import { checkExpectedOwner } from '../wire/expected-owner.ts';
import { fileOfForm, headOfPut, type ObjectForm, readObjectForm } from '../wire/form/object-form.ts';
import type { HttpRequest } from '../wire/http.ts';
import type { RequestHead } from '../wire/request-head.ts';
import type { Route } from '../wire/routing/route.ts';

/** An upload by a form, decoded to the PutObject that stores the same object. */
export interface ReceivedForm {
  readonly form: ObjectForm;
  readonly routed: Route;
  readonly decoded: Decoded;
  readonly authenticated: Authenticated;
  /** The head of the PutObject. */
  readonly put: RequestHead;
}

/**
 * Receives an upload by a form. It reads the fields, finds the sender by the signature of the form's policy, and leaves the
 * file a stream. Throws AwsError.
 *
 * Source: Amazon S3 API reference, "POST Object".
 */
export async function receiveForm(
  service: Service,
  { http, head }: { readonly http: HttpRequest; readonly head: RequestHead },
  credentials: AuthenticationRequest['credentials'],
): Promise<ReceivedForm> {
  const form = await readObjectForm(http, head);
  const put = headOfPut(service, form, head);
  const request = { head, service, readBody: () => new Uint8Array(), credentials, now: new Date() };
  const { authenticated, sizes } = await authenticateForm(form, request);
  checkExpectedOwner(put);
  const { bucket, key } = form;
  const routed: Route = { service, operation: 'PutObject', bucket, key };
  const decoded = decode(routed, put, new VerifiedPayload(fileOfForm(form, put, sizes)));
  return { form, routed, decoded, authenticated, put };
}
