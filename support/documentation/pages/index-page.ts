import { page } from '../components/frame.ts';
import { html } from '../html/html.ts';
import type { PageContext } from '../site/page-context.ts';

/** The first page: what is promised, whether it holds, and on which store. */
export function indexPage(context: PageContext): string {
  return page(context, {
    title: 'keyhole: who can read and write encrypted data',
    crumbs: [{ words: 'All patterns' }],
    main: html`<div class="title"><h1>Who can read and write encrypted data across AWS accounts</h1></div>`,
  });
}
