import type { Played } from '../../../access/decision-in-scenario.ts';
import type { Pages } from '../../../gateway/serving/lab-pages.ts';
import type { LabPage } from '../../../lab-page/lab-page.ts';
import { newIdentity } from '../../../lab-page/page-identity.ts';
import type { LiveDocuments } from './live-documents.ts';
import { RequestsOfLab } from './requests-of-lab.ts';
import type { ShownLab } from './shown-lab.ts';

/** The pages of a lab. */
export interface PagesOfLab {
  /** Answers requests for pages; before `show`, that the lab is starting. */
  readonly answer: Pages;
  /** Shows a lab that is ready, or that has changed. The requests since its scenario was provisioned are listed. */
  readonly show: (lab: ShownLab) => void;
  /** Tells the readers that the lab ends, and ends their streams. */
  readonly close: () => Promise<void>;
}

/** Makes the pages of a lab. Their code is loaded when the first one is asked for, so that a lab starts without it. */
export function pagesOfLab(): PagesOfLab {
  const started = new Date();
  const identity = newIdentity();
  let open: (() => Promise<LabPage>) | undefined;
  let opening: Promise<LabPage> | undefined;
  let followed: Followed | undefined;
  return {
    async answer(request) {
      if (open === undefined) return STARTING;
      opening ??= open();
      return (await opening).answer(request);
    },
    show(lab) {
      void opening?.then((page) => page.close('renewed'));
      opening = undefined;
      if (followed === undefined || followed.played !== lab.played) followed = followLab(lab);
      const following = followed;
      open = async () => {
        const [{ LiveDocuments: Documents }, { pageOfLab }] = await Promise.all([
          import('./live-documents.ts'),
          import('./page-of-lab.ts'),
        ]);
        following.documents ??= new Documents(lab.describing, lab.played?.provisioned);
        const { requests, documents } = following;
        return pageOfLab(lab, { requests, documents, started, identity });
      };
    },
    async close() {
      await (await opening)?.close('end');
    },
  };
}

/** The requests to a scenario of a lab, and the documents that they were decided on. */
interface Followed {
  readonly played: Played | undefined;
  readonly requests: RequestsOfLab;
  /** Present once the page was asked for. */
  documents?: LiveDocuments;
}

function followLab({ gateway, describing, played }: ShownLab): Followed {
  const followed: Followed = {
    played,
    requests: new RequestsOfLab(
      () => gateway.decisionLog,
      () => followed.documents?.describing ?? describing(),
    ),
  };
  return followed;
}

const STARTING = {
  status: 503,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', 'Retry-After': '1' },
  body: 'keyhole is starting this lab: load the page again\n',
} as const;
