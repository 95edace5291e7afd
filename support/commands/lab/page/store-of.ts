import { defaultImage } from '../../../stores/localstack/container-image.ts';
import type { LabPlace } from '../start-chosen-lab.ts';

/** The store behind a lab in words: `embedded store`, the image of LocalStack, or the address of an endpoint. */
export function storeOf({ backend, endpoint = 'an endpoint', image = defaultImage }: LabPlace): string {
  return { embedded: 'embedded store', localstack: image, endpoint }[backend ?? 'embedded'];
}
