import { type Config, portNames } from './config.ts';

/** Turns what went wrong at the start into a sentence that says what to do. Code 2: settings or a file of DATA_DIR, 1: anything else. */
export function sentenceOf(error: unknown, config: Config): { sentence: string; code: number } {
  const { code, port, message } = error as { code?: string; port?: number; message?: string };
  if (code === 'EADDRINUSE') {
    const name = nameOfPort(port, config);
    return {
      code: 2,
      sentence: `Port ${port} (${name}) is in use by another program: stop that program, or start with ${name}=<another port>.`,
    };
  }
  if (code === 'EACCES' && port !== undefined) {
    return {
      code: 2,
      sentence: `Port ${port} (${nameOfPort(port, config)}) may not be opened: choose one above 1023.`,
    };
  }
  if (code === 'EADDRNOTAVAIL') {
    return { code: 2, sentence: `HOST=${config.host} is no address of this machine.` };
  }
  if (message?.includes('data-dir-in-use') || code === 'data-dir-in-use') {
    return {
      code: 2,
      sentence: `DATA_DIR=${config.dataDir} is in use by another command center: stop it, or start with another DATA_DIR.`,
    };
  }
  if (code === 'damaged-file' && message) return { code: 2, sentence: message };
  return { code: 1, sentence: `Could not start: ${(error as Error)?.stack ?? String(error)}` };
}

function nameOfPort(port: number | undefined, config: Config): string {
  return portNames.find(([, of]) => of(config) === port)?.[0] ?? 'PORT';
}
