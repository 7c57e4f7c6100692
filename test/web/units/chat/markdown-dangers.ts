import { fromMarkdown } from 'mdast-util-from-markdown';

/** Images, and definitions of links with other schemes than those of the web and of mail, as Web Chat's parser finds them. */
export function dangersIn(markdown: string): readonly string[] {
  return dangersBelow(fromMarkdown(markdown));
}

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

function dangersBelow({ type, url = '', children = [] }: Node): readonly string[] {
  const isForeign = type === 'definition' && !/^(?:https?|mailto):/iu.test(url);
  const isDanger = isForeign || type === 'image' || type === 'imageReference';
  return [...(isDanger ? [`${type} ${url}`] : []), ...children.flatMap(dangersBelow)];
}
