import { type Argument, type Command, type CommanderError, Help, Option } from 'commander';
import { CallFault } from './call-fault.ts';
import type { CliWords } from './words/cli-words.ts';

/** Makes commander's own words the owner's: titles, placeholders, notes in parentheses. */
export function speakLanguage(command: Command, words: CliWords): void {
  const { help, options } = words;
  const titles = new Map([
    ['Usage:', help.usage],
    ['Arguments:', help.arguments],
    ['Options:', help.options],
    ['Commands:', help.commands],
  ]);
  command.helpOption('-h, --help', options.text.help);
  command.configureHelp({
    styleTitle: (title) => titles.get(title) ?? title,
    commandUsage: (shown) => `npm run bridge -- ${pathOf(shown)}${callOf(shown, help)}`,
    subcommandTerm: (shown) =>
      [shown.name(), ...shown.registeredArguments.map(argumentTerm)].join(' '),
    argumentTerm,
    commandDescription: (shown) => begun(shown.description()),
    visibleOptions: (shown) => commonLast(new Help().visibleOptions(shown)),
    optionDescription: (option) => describe(option, help),
    argumentDescription: (argument) => describe(argument, help),
  });
}

function begun(sentence: string): string {
  return `${sentence.charAt(0).toLocaleUpperCase()}${sentence.slice(1)}`;
}

/** What a command has of its own comes first. */
function commonLast(options: Option[]): Option[] {
  const isCommon = ({ long }: Option) =>
    ['--json', '--lang', '--version', '--help'].includes(long ?? '');
  return [...options.filter((option) => !isCommon(option)), ...options.filter(isCommon)];
}

function callOf(command: Command, help: CliWords['help']): string {
  return [
    ...(command.commands.length > 0 ? [help.anyCommand] : []),
    ...command.registeredArguments.map(argumentTerm),
    help.anyOptions,
  ].join(' ');
}

/** The words by which a command is called, without those of the program; "" for the program itself. */
export function pathOf(command: Command): string {
  return command.parent === null ? '' : `${pathOf(command.parent)}${command.name()} `;
}

function argumentTerm(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function describe(described: Option | Argument, help: CliWords['help']): string {
  const { argChoices, defaultValue, description } = described;
  const notes = [
    ...(described instanceof Option && described.mandatory ? [help.needed] : []),
    ...(argChoices ? [`${help.choices}: ${argChoices.join(', ')}`] : []),
    ...(defaultValue === undefined ? [] : [`${help.usually}: ${String(defaultValue)}`]),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}

/** A text to be read as a whole number within bounds. */
export function wholeNumber(name: string, minimum: number, maximum: number) {
  return (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= minimum && value <= maximum) return value;
    throw new CallFault('number-invalid', { name, value: text, minimum, maximum });
  };
}

/** One of some words. Commander's own `choices` would say what is wrong in English only. */
export function oneOf(option: Option, allowed: readonly string[]): Option {
  const { long } = option;
  if (!option.flags.includes(allowed.join('|'))) option.argChoices = [...allowed];
  option.argParser((value) => {
    if (allowed.includes(value)) return value;
    throw new CallFault('choice-invalid', { name: long ?? '', value, allowed: allowed.join(', ') });
  });
  return option;
}

/** Commander's complaint about a call as one of ours: its words are read, as it gives no parts. */
export function callFaultFrom({ code, message }: CommanderError): CallFault {
  const name = /'(.*?)'/.exec(message)?.[1] ?? '';
  const suggestion = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'commander.help':
      return new CallFault('command-missing');
    case 'commander.unknownCommand':
      return new CallFault('command-unknown', { name, suggestion });
    case 'commander.unknownOption':
      return new CallFault('option-unknown', { name, suggestion });
    case 'commander.missingMandatoryOptionValue':
      return new CallFault('option-missing', { name });
    case 'commander.optionMissingArgument':
      return new CallFault('option-value-missing', { name });
    case 'commander.missingArgument':
      return new CallFault('argument-missing', { name });
    case 'commander.excessArguments': {
      const [, expected = '', given = ''] = /Expected (\d+) .*?: (.*)\.$/.exec(message) ?? [];
      return new CallFault('too-many-arguments', { expected: Number(expected), given });
    }
    default:
      return new CallFault('call-not-understood', { problem: message });
  }
}
