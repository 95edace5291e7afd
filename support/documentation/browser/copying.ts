import { all, element } from './element.ts';

/** Puts a button beside each command that copies it. */
export function addCopyButtons(): void {
  for (const command of all('.command')) {
    const text = command.textContent?.trim() ?? '';
    const words = element('span', {}, 'Copy');
    const button = element('button', { type: 'button', class: 'copy' }, words);
    button.append(element('span', { class: 'visually-hidden' }, ` ${text}`));
    const said = element('span', { role: 'status', class: 'visually-hidden' });
    button.addEventListener('click', async () => {
      const copied = await copy(text, command);
      said.textContent = copied ? 'Copied' : 'Selected: copy it with the keyboard';
      words.textContent = copied ? 'Copied' : 'Selected';
      setTimeout(() => {
        words.textContent = 'Copy';
        said.textContent = '';
      }, 2000);
    });
    command.after(element('span', { class: 'copying' }, button, said));
  }
}

/** Copies a text; if the browser forbids that, selects it where it stands. */
async function copy(text: string, shown: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}
