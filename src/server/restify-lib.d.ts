// The files of restify that are loaded on their own; its types know only the whole.
declare module 'restify/lib/router.js' {
  const Router: new (options: object) => object;
  export default Router;
}

declare module 'restify/lib/server.js' {
  const RestifyServer: new (options: object) => object;
  export default RestifyServer;
}
