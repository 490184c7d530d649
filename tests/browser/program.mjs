// The program under test: started on free ports over a book of its own, and ended with us.

import { execFile, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// Building the demonstration's book must not take longer on any machine.
const START_MS_MAX = 300_000;

export const PROGRAM = process.env.WAYBILL_PROGRAM ?? fileURLToPath(new URL('../../target/debug/waybill', import.meta.url));

// Built by `cargo build -p waybill --examples`.
const CROWDED = process.env.WAYBILL_CROWDED ?? path.join(path.dirname(PROGRAM), 'examples/crowded');

const PORTS = ['--public-port', '0', '--desk-port', '0'];

// The founding example, built anew.
export function startDemo() {
  return start((data) => ['demo', '--fresh', '--data', data, ...PORTS]);
}

// An operation of somebody who has nothing yet: founded and served by the commands that the README names.
export function startOwn() {
  return start((data) => {
    execFileSync(PROGRAM, ['init', 'kharkiv-aid', '--name', 'Aid from a kitchen table', '--data', data, '--account', 'EUR']);
    return ['serve', '--data', data, ...PORTS];
  });
}

// A book with everything at its largest. `routes` is the list of every address of the house, with its names filled in.
export async function startCrowded() {
  let routes;
  const served = await start(async (data) => {
    if (!fs.existsSync(CROWDED)) throw new Error(`${CROWDED} is missing: cargo build -p waybill --examples`);
    const told = await promisify(execFile)(CROWDED, [data], { timeout: START_MS_MAX, maxBuffer: 16 << 20 });
    routes = JSON.parse(told.stdout);
    return ['serve', '--data', data, ...PORTS];
  });
  return { ...served, routes };
}

async function start(commandOver) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'waybill-journey-'));
  let command;
  try {
    command = await commandOver(path.join(folder, 'data'));
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const program = spawn(PROGRAM, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => program.kill('SIGKILL');
  process.on('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    if (program.exitCode === null) {
      const ended = new Promise((resolve) => program.once('exit', resolve));
      program.kill('SIGTERM');
      const patience = setTimeout(kill, 5000);
      await ended;
      clearTimeout(patience);
    }
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...await addresses(program), folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addresses(program) {
  return new Promise((resolve, reject) => {
    let said = '';
    const patience = setTimeout(() => reject(new Error(`no address after ${START_MS_MAX} ms:\n${said}`)), START_MS_MAX);
    const hear = (chunk) => {
      said += chunk;
      const publicSide = /Public side:\s+(http:\/\/127\.0\.0\.1:\d+\/)/.exec(said);
      const desk = /(?:Coordinators|Join here):\s+(http:\/\/127\.0\.0\.1:\d+\/d\/[a-z0-9-]+\/enter\/\S+)\n/.exec(said);
      if (publicSide && desk) {
        clearTimeout(patience);
        resolve({ publicSide: publicSide[1], desk: desk[1], code: /code to try.*: (\S+)/.exec(said)?.[1] });
      }
    };
    program.stdout.on('data', hear);
    program.stderr.on('data', hear);
    const giveUp = (error) => {
      clearTimeout(patience);
      reject(error);
    };
    program.on('error', giveUp);
    program.on('exit', (code) => giveUp(new Error(`the program ended with ${code}:\n${said}`)));
  });
}
