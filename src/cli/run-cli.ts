import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { addDataCommands } from './data-commands.ts';
import { runAsk } from './run-ask.ts';
import { runCheck } from './run-check.ts';
import { CliError } from './cli-error.ts';
import type { CliHost } from './cli-host.ts';
import { reasonOf } from './reason-of.ts';
import { runChat } from './run-chat.ts';
import { loadAdvisor, type ContentOptions } from './load-advisor.ts';

/** Runs a command; resolves to the exit code: 0 done, 1 content or input refused, 2 wrong usage. */
export async function runCli(argv: readonly string[], host: CliHost): Promise<number> {
  let code = 0;
  const program = buildProgram(host, (exit) => (code = exit));
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const reason = reasonOf(error);
    if (reason !== undefined) {
      host.stderr.write(`waymark ${argv.slice(2, 3).join(' ')}: ${reason}.\n`);
      return 1;
    }
    if (!(error instanceof CliError)) throw error;
    host.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

function buildProgram(host: CliHost, done: (exit: number) => void): Command {
  const program = new Command('waymark')
    .description("Answers upgrade questions from vendors' readmes, each statement with the quoted lines.")
    .version(host.version, '-V, --version', 'print the version')
    .exitOverride()
    .showHelpAfterError('(waymark --help shows the commands)')
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
    });

  withContent(program.command('serve', { isDefault: false }), host)
    .description('start the bot; the settings are explained in .env.example')
    .action(async (options: ContentOptions) => done(await host.serve(options)));

  withContent(program.command('chat'), host)
    .description('talk to Waymark in the terminal')
    .action(async (options: ContentOptions) => {
      await runChat(
        loadAdvisor(options, (line) => host.stderr.write(`${line}\n`)),
        host,
      );
    });

  withContent(program.command('ask'), host)
    .description('answer one question, or a file of them, and exit')
    .argument('[text...]', 'the question; several words need no quotes')
    .option('--json', 'print the structured answer')
    .option('--explain', 'say which words were read as what, and why a question is asked')
    .option('--facts <json>', 'what is known already, such as {"installed":"backoffice-server-4.5"}')
    .addOption(
      new Option(
        '--jsonl',
        'read {"id","text"} or {"id","turns"} a line from standard input, answer a line each',
      ).conflicts('json'),
    )
    .addHelpText(
      'after',
      '\nExamples:\n  waymark ask BackOffice Server 2.5 to Windows Server 2003\n  waymark ask --json "does fax still work?"\n  waymark ask --jsonl < questions.jsonl',
    )
    .action(
      async (
        text: string[],
        options: ContentOptions & { json?: boolean; jsonl?: boolean; explain?: boolean; facts?: string },
      ) => done(await runAsk(text.join(' '), options, host)),
    );

  withContent(program.command('check'), host)
    .description("check packs and dialogs: every issue, the coverage of the readme, and the owner's cases")
    .option('--lines', 'list every line of the readme with what cites it')
    .action((options: ContentOptions & { lines?: boolean }) => done(runCheck(options, host)));

  addDataCommands(program, host);
  for (const command of program.commands) refuseRepeated(command);
  return program;
}

/** Refuses an option that is given twice, where only the last would count. */
function refuseRepeated(command: Command): void {
  for (const option of command.options) {
    if (option.flags.includes('<') && option.parseArg === undefined) {
      let isGiven = false;
      option.argParser((value) => {
        if (isGiven) throw new InvalidArgumentError('It is given twice; give it once.');
        isGiven = true;
        return value;
      });
    }
  }
}

function withContent(command: Command, { defaults }: CliHost): Command {
  return command
    .option('--knowledge <dir>', 'the folder of packs', defaults.knowledge)
    .option('--dialogs <dir>', 'the folder of flows and words', defaults.dialogs)
    .option('--language <code>', 'the language of the conversation', defaults.language)
    .option('--pack <id>', 'use only this pack');
}
