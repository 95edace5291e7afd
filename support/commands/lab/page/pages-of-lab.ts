import type { Played } from '../../../access/decision-in-scenario.ts';
import type { Describing } from '../../../gateway/record/decision-report.ts';
import type { GatewayServer } from '../../../gateway/serving/gateway-server.ts';
import { type Pages, pagesPath } from '../../../gateway/serving/lab-pages.ts';
import type { LabPage } from '../../../lab-page/lab-page.ts';
import { invocation } from '../../invocation.ts';
import { RequestsOfLab } from './requests-of-lab.ts';

/** A lab that is ready, as its page shows it. */
export interface ShownLab {
  readonly gateway: GatewayServer;
  /** `embedded store`, or the image or the endpoint behind the lab. */
  readonly store: string;
  readonly describing: () => Describing;
  /** The scenario; undefined for an empty lab. */
  readonly played: Played | undefined;
}

/** The pages of a lab. */
export interface PagesOfLab {
  /** Answers requests for pages; before `show`, that the lab is starting. */
  readonly answer: Pages;
  /** Shows a lab that is ready, or that has changed. The requests since its scenario was provisioned are listed. */
  readonly show: (lab: ShownLab) => void;
  /** Ends the streams of decisions. */
  readonly close: () => void;
}

/** Makes the pages of a lab. Their code is loaded when the first one is asked for, so that a lab starts without it. */
export function pagesOfLab(): PagesOfLab {
  let open: (() => Promise<LabPage>) | undefined;
  let opening: Promise<LabPage> | undefined;
  let requests: RequestsOfLab | undefined;
  let shown: Played | undefined;
  const close = () => {
    void opening?.then((page) => page.close());
    opening = undefined;
  };
  const started = new Date();
  return {
    async answer(request) {
      if (open === undefined) return STARTING;
      opening ??= open();
      return (await opening).answer(request);
    },
    show(lab) {
      close();
      if (requests === undefined || shown !== lab.played)
        requests = new RequestsOfLab(() => lab.gateway.decisionLog, lab.describing);
      const listed = requests;
      shown = lab.played;
      open = () => pageOf(lab, listed, started);
    },
    close,
  };
}

const STARTING = {
  status: 503,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', 'Retry-After': '1' },
  body: 'keyhole is starting this lab: load the page again\n',
} as const;

async function pageOf(
  { gateway, store, played }: ShownLab,
  requests: RequestsOfLab,
  started: Date,
): Promise<LabPage> {
  const [{ LabPage: Page }, { scenarioOfLab }, { whatIfOfPage }] = await Promise.all([
    import('../../../lab-page/lab-page.ts'),
    import('./scenario-of-lab.ts'),
    import('./what-if-of-page.ts'),
  ]);
  const view = {
    ...{ endpoint: gateway.endpoint, store, started },
    scenario: played && scenarioOfLab(played.provisioned),
    requests: requests.list,
    request: requests.find,
    decide: played && ((question) => whatIfOfPage(question, played, requests)),
    command: (name, args) => invocation(name, args),
  } satisfies ConstructorParameters<typeof LabPage>[0];
  return new Page(view, pagesPath);
}
