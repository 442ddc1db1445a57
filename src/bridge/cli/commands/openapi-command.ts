import { loadManifest } from '../../manifest.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `openapi`: the description of the web service, for programs that make clients of it. */
export async function openApiCommand({ io }: CliContext): Promise<ExitCode> {
  // Only here, or every command would wait for it.
  const { createOpenApi } = await import('../../http/openapi.ts');
  const document = createOpenApi({ version: loadManifest().version });
  io.out(`${JSON.stringify(document, null, 2)}\n`);
  return EXIT.ok;
}
