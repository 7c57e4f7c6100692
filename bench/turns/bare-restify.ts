// The least that restify can do for a JSON POST: the body parser, and an answer as JSON.
import restify from 'restify';

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/ask', (request, response, next) => {
  const body: unknown = request.body;
  response.send(200, { kind: 'answer', text: readText(body) });
  next();
});
server.listen(Number(process.env['PORT']), '127.0.0.1');

function readText(body: unknown): string {
  return typeof body === 'object' && body !== null && 'text' in body ? String(body.text) : '';
}
