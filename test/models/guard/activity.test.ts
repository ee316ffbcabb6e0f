import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Activity, callNote, newMemory, Observed } from '../../../src/models/guard/activity.ts';
import { type Overdue, Watch } from '../../../src/models/guard/watch.ts';

const decide = callNote({ who: "policy 'mine'", call: 'decide', place: 'mine.mjs' });
const estimate = callNote({ who: "mechanism 'mine'", call: 'estimate', place: 'mine.mjs' });

test('calls are seen from outside, calls within calls too', () => {
  const memory = newMemory();
  const [activity, seen] = [new Activity(memory), new Observed(memory)];
  expect(seen.inUserCode).toBe(false);
  activity.enter(decide);
  activity.enter(estimate);
  expect(seen.call).toEqual({ who: "mechanism 'mine'", call: 'estimate', place: 'mine.mjs' });
  activity.leave();
  expect([seen.inUserCode, seen.call.call]).toEqual([true, 'decide']);
  const before = seen.changes;
  activity.leave();
  expect([seen.inUserCode, seen.changes > before]).toEqual([false, true]);
});

test('the largest burst of migrations is kept, with its time', () => {
  const memory = newMemory();
  const [activity, seen] = [new Activity(memory), new Observed(memory)];
  expect([seen.nowS, activity.nowS]).toEqual([undefined, undefined]);
  for (const [nowS, started] of [
    [0, 0],
    [0, 2],
    [150, 2],
    [150, 9],
    [150, 12],
    [200, 12],
    [200, 15],
  ] as const)
    activity.onTime(nowS, started);
  expect([seen.nowS, activity.nowS]).toEqual([200, 200]);
  expect(seen.burst).toEqual({ migrations: 10, timeS: 150 });
  activity.use(newMemory());
  activity.onTime(10, 3);
  expect([seen.nowS, seen.burst.migrations]).toEqual([200, 10]);
});

test('only a call that does not come back is overdue', async () => {
  const [stuck, busy] = [newMemory(), newMemory()];
  const overdue: Overdue[] = [];
  const watch = new Watch(0.2);
  const ends = [watch.add(stuck, (call) => overdue.push(call)), watch.add(busy, () => expect.unreachable())];
  const activity = new Activity(stuck);
  activity.onTime(150, 0);
  activity.enter(decide);
  const calls = new Activity(busy);
  for (let i = 0; i < 100 && overdue.length === 0; i++) {
    calls.enter(decide);
    await sleep(10);
    calls.leave();
  }
  expect(overdue).toEqual([{ who: "policy 'mine'", call: 'decide', place: 'mine.mjs', nowS: 150 }]);
  for (const end of ends) end();
});

test.each([0, -1, Number.NaN])('a limit of %s is refused', (limitS) => {
  expect(() => new Watch(limitS)).toThrow(/^pluginTimeoutS: .* is no time limit/);
});
