import { addCopyButtons } from './copying.ts';
import { all, element } from './element.ts';
import { addFilters } from './filters.ts';
import { openTargets } from './folds.ts';
import { SearchDialog } from './search-dialog.ts';
import { Shortcuts } from './shortcuts.ts';
import { setKeptTheme, themeChoice } from './theme.ts';

// The script of every page. A page is complete without it; it adds search, filters, shortcuts and the choice of a theme.
const script = document.currentScript;

setKeptTheme();
if (script instanceof HTMLScriptElement) {
  const places = {
    root: new URL(script.dataset.root ?? 'index.html', location.href).href,
    index: new URL('search-index.js', script.src).href,
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => begin(places));
  else begin(places);
}

function begin(places: { readonly root: string; readonly index: string }): void {
  let dialog: SearchDialog | undefined;
  const search = (words?: string) => {
    dialog ??= new SearchDialog(places);
    dialog.open(words);
  };
  const shortcuts = new Shortcuts(search);
  addFilters();
  addCopyButtons();
  openTargets();
  addTools(search, shortcuts);
  searchFromForms(search);
}

/** Adds the button of the search to the head of the page, and the choices of the reader to its foot. */
function addTools(search: () => void, shortcuts: Shortcuts): void {
  const find = element(
    'button',
    { type: 'button', class: 'find-button' },
    'Search ',
    element('kbd', {}, '/'),
  );
  find.addEventListener('click', () => search());
  document.querySelector('.top .site')?.before(find);
  const help = element('button', { type: 'button' }, 'Shortcuts ', element('kbd', {}, '?'));
  help.addEventListener('click', () => shortcuts.help());
  document.querySelector('.foot')?.append(element('span', { class: 'tools' }, themeChoice(), ' ', help));
}

/** A form with the role of a search opens the dialog with its words. Without the script it leads to a page of lists. */
function searchFromForms(search: (words?: string) => void): void {
  for (const form of all('form[role="search"]'))
    form.addEventListener('submit', (event) => {
      const words = form.querySelector('input')?.value;
      if (words === undefined) return;
      event.preventDefault();
      search(words);
    });
}
