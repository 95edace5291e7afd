import { element } from '../../documentation/browser/element.ts';
import { follow } from './live-source.ts';

/** Shows the list of policies anew once a client has changed one. */
export function followPolicies(page: HTMLElement): void {
  const said = element('span', { role: 'status', class: 'soft' });
  page.querySelector('.title')?.append(element('p', { class: 'small' }, said));
  const url = new URL('../stream', location.href);
  url.searchParams.set('policies', '');
  url.searchParams.set('after', page.dataset.version ?? '');
  follow({
    url,
    said,
    async onMessage() {
      const response = await fetch(location.href);
      if (!response.ok) return;
      const newest = new DOMParser().parseFromString(await response.text(), 'text/html');
      const sections = newest.querySelectorAll('.policies > section');
      const lead = newest.querySelector('.policies .lead');
      for (const old of page.querySelectorAll(':scope > section')) old.remove();
      page.append(...sections);
      if (lead !== null) page.querySelector('.lead')?.replaceWith(lead);
    },
  });
}
