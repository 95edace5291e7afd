import MarkdownIt from 'markdown-it';
import { type Html, html, markup } from '../html/html.ts';
import { visible } from '../html/visible.ts';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import type { PageContext } from '../site/page-context.ts';

/**
 * The source of a scenario, written in Markdown. Headings begin below the page's; its own title is left out. Names of
 * documents of the scenario lead to their pages. Images are not fetched, and markup is shown as text.
 */
export function sourceText(context: PageContext, scenario: RecordedScenario, text: string): Html {
  const markdown = new MarkdownIt({ html: false }).disable('image');
  // A relative link leads to a file of the repository, which the site does not have.
  markdown.validateLink = (url) => /^https?:\/\//.test(url);
  const documents = new Map(scenario.documents.map(({ path, file }) => [path, context.document(file)]));
  markdown.renderer.rules.code_inline = (tokens, index) => {
    const content = tokens[index]?.content ?? '';
    const document = documents.get(content);
    const code = html`<code>${content}</code>`;
    return (document === undefined ? code : html`<a href="${context.link(document.address)}">${code}</a>`)
      .text;
  };
  markdown.renderer.rules.table_open = () =>
    '<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>';
  markdown.renderer.rules.table_close = () => '</table></div>';
  markdown.core.ruler.push('headings', ({ tokens }) => {
    for (const token of tokens)
      if (token.type === 'heading_open' || token.type === 'heading_close') token.tag = lower(token.tag);
  });
  return markup(markdown.render(visible(withoutTitle(text))));
}

/** The first heading of the text, if it is its title. */
function withoutTitle(text: string): string {
  return text.replace(/^\s*# .*\n/, '');
}

/** `h1` becomes `h2`, down to `h6`. */
function lower(tag: string): string {
  return `h${Math.min(6, Number(tag.slice(1)) + 1)}`;
}
