import type { ErrorCode, YAMLError } from 'yaml';

/** What the YAML parser found, in words for a person who writes content. */
export function describeSyntax(error: YAMLError, text: string): { what: string; fix: string } {
  if (error.code === 'DUPLICATE_KEY') {
    const [key = ''] = /^[^\s:]+/.exec(text.slice(error.pos[0])) ?? [];
    return { what: `the key "${key}" is here a second time`, fix: 'keep one of the two' };
  }
  return (
    KNOWN[error.code] ?? {
      what: `this is not valid YAML (${plain(error.message)})`,
      fix: FIX[error.code] ?? GENERAL_FIX,
    }
  );
}

const GENERAL_FIX = 'compare it with the examples in knowledge/README.md';

const KNOWN: Partial<Record<ErrorCode, { what: string; fix: string }>> = {
  MULTIPLE_DOCS: {
    what: 'a second document begins here',
    fix: 'take out the line "---", or move what follows it to a file of its own',
  },
  TAB_AS_INDENT: { what: 'the line is indented with a tab', fix: 'indent it with spaces' },
  NON_STRING_KEY: { what: 'this key is not text', fix: 'write a plain word before the colon' },
  TAG_RESOLVE_FAILED: {
    what: 'tags such as "!name" have no meaning here',
    fix: 'take the tag out, or put the text in quotes',
  },
  RESOURCE_EXHAUSTION: { what: 'the content is nested too deeply', fix: 'take out the nesting' },
};

const FIX: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'indent it like the lines around it, and close brackets that were opened before it',
  MISSING_CHAR: 'close what was opened before it, such as a quotation mark or a bracket',
  BLOCK_AS_IMPLICIT_KEY: 'put the text in quotation marks if it contains a colon',
  MULTILINE_IMPLICIT_KEY: 'put the text in quotation marks, or write ">-" before it and indent it',
  BAD_SCALAR_START: 'put the text in quotation marks',
  UNEXPECTED_TOKEN: 'put the text in quotation marks if it begins with or contains a special character',
  BAD_ALIAS: 'put the text in quotation marks if it begins with "*" or "&"',
  BAD_DQ_ESCAPE: 'write "\\\\" for a backslash, or use single quotation marks',
};

function plain(message: string): string {
  return message.replaceAll(/\s+/g, ' ').trim();
}
