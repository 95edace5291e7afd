/** The advice of messages that is about a command line, with the advice for the form of the page. */
const TRANSLATIONS: readonly (readonly [RegExp, string])[] = [
  [/^--principal (\S.*?) is not/, '"$1" is not'],
  [/^--context "(.*)" is not/s, '"$1" is not'],
  [/^(\S+) is given to both --context and --without/, '$1 is given with a value and without one'],
  [/^--via s3 is for actions/, 'A call through S3 is for actions'],
  [/so leave --via out$/, 'so choose "its own service"'],
  [
    /give its value with --context (\S+)=…, or add --without \S+ if the request has none/,
    'state its value in the field "with", as $1=…, or !$1 if the request has none',
  ],
  [
    /are set by --through <endpoint>: remove them from --context$/,
    'come with a VPC endpoint, which this form cannot state: ask keyhole decide with --through',
  ],
];

/** A message of `keyhole decide` in the words of the page's form. */
export function inWordsOfForm(message: string): string {
  return TRANSLATIONS.reduce((text, [pattern, words]) => text.replace(pattern, words), message);
}
