import { addCopyButtons } from '../../documentation/browser/copying.ts';
import { element } from '../../documentation/browser/element.ts';
import { setKeptTheme, themeChoice } from '../../documentation/browser/theme.ts';
import { editPolicy } from './edit-policy.ts';
import { followList } from './follow-list.ts';
import { followPolicies } from './follow-policies.ts';

// The script of a lab's pages. A page is complete without it; it adds what is new, checks of policies, buttons that copy, and a theme.
setKeptTheme();
if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
else begin();

function begin(): void {
  addCopyButtons();
  document.querySelector('.foot')?.append(element('span', { class: 'tools' }, themeChoice()));
  const list = document.querySelector<HTMLElement>('.decisions[data-stream]');
  if (list !== null) followList(list);
  const policy = document.querySelector<HTMLElement>('.policy[data-policy]');
  if (policy !== null) editPolicy(policy);
  const policies = document.querySelector<HTMLElement>('.policies[data-version]');
  if (policies !== null) followPolicies(policies);
}
