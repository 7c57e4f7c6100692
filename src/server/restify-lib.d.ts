// Types for the files of restify that are imported one by one; its own types describe the whole package only.
declare module 'restify/lib/router.js' {
  const Router: new (options: object) => object;
  export default Router;
}

declare module 'restify/lib/server.js' {
  const RestifyServer: new (options: object) => object;
  export default RestifyServer;
}
