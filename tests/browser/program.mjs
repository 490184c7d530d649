// The program under test: started on free ports over a book of its own, and ended with us.

import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// Building the demonstration's book must not take longer on any machine.
const START_MS_MAX = 120_000;

const PROGRAM = process.env.WAYBILL_PROGRAM ?? path.resolve(import.meta.dirname ?? '.', '../../target/debug/waybill');

export async function startDemo() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'waybill-journey-'));
  const program = spawn(PROGRAM, ['demo', '--fresh', '--data', path.join(folder, 'data'), '--public-port', '0', '--desk-port', '0'],
    { stdio: ['ignore', 'pipe', 'pipe'] });
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
      const desk = /Coordinators:\s+(http:\/\/127\.0\.0\.1:\d+\/enter\/\S+)/.exec(said);
      if (publicSide && desk) {
        clearTimeout(patience);
        resolve({ publicSide: publicSide[1], desk: desk[1] });
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
