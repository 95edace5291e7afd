import { addCopyButtons } from '../../documentation/browser/copying.ts';
import { element } from '../../documentation/browser/element.ts';
import { setKeptTheme, themeChoice } from '../../documentation/browser/theme.ts';
import { followDecisions } from './follow-decisions.ts';

// The script of a lab's pages. A page is complete without it; it adds new decisions, buttons that copy, and a theme.
setKeptTheme();
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
else begin();

function begin(): void {
  addCopyButtons();
  document.querySelector('.foot')?.append(element('span', { class: 'tools' }, themeChoice()));
  const list = document.querySelector<HTMLElement>('.decisions[data-stream]');
  if (list !== null) followDecisions(list);
}
