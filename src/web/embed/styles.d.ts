/** A style sheet as text, made small by the build. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}
