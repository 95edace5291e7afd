import { element } from './element.ts';
import { keepChoice, keptChoice } from './kept-choice.ts';

const THEMES = ['auto', 'light', 'dark'] as const;

/** Sets the theme that the reader chose, before the page is shown. */
export function setKeptTheme(): void {
  setTheme(keptChoice('theme'));
}

/** The choice between the themes; `auto` follows the system. */
export function themeChoice(): HTMLElement {
  const kept = keptChoice('theme') ?? 'auto';
  const select = element('select', { name: 'theme' });
  for (const theme of THEMES) select.append(element('option', { value: theme }, theme));
  select.value = isTheme(kept) ? kept : 'auto';
  select.addEventListener('change', () => {
    setTheme(select.value);
    keepChoice('theme', select.value === 'auto' ? undefined : select.value);
  });
  return element('label', { class: 'theme' }, 'theme ', select);
}

function setTheme(theme: string | undefined): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

function isTheme(name: string): boolean {
  return THEMES.some((theme) => theme === name);
}
