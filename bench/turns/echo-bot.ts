// The stock echo bot: the minimal code that the SDK's documentation gives, on restify and CloudAdapter.
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  MessageFactory,
} from 'botbuilder';
import restify from 'restify';

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  const text = `Echo: ${context.activity.text}`;
  await context.sendActivity(MessageFactory.text(text, text));
  await next();
});

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  // @ts-expect-error -- restify's types and the SDK's differ under exactOptionalPropertyTypes; at run time they fit
  await adapter.process(request, response, (context) => bot.run(context));
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
