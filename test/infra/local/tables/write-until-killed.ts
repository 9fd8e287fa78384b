// Run by restart.test.ts in a process of its own, which it kills: writes to the file it is given and never ends.
import { openStore } from '../../../../infra/local/store.ts';
import { aCasesTable, key } from './cases-table.ts';

// At this record the process kills itself: between two writes of one transaction, where a kill from outside hardly ever falls.
const last = Number(process.argv[3]);
const { transact, perform } = aCasesTable(openStore(process.argv[2]), (count) => {
  if (count === last) process.kill(process.pid, 'SIGKILL');
});
const TableName = 'cases';
process.stdout.write('ready\n');
for (let round = 0; ; round++) {
  const wakeAt = { N: String((round * 7919) % 1000) };
  transact(
    {
      Put: {
        TableName,
        Item: { ...key(`case#${round % 40}`, 'left'), shard: { S: `s${round % 3}` }, wakeAt, round: { N: String(round) } },
      },
    },
    {
      Put: {
        TableName,
        Item: { ...key(`case#${round % 40}`, 'right'), shard: { S: `s${round % 5}` }, wakeAt, round: { N: String(round) } },
      },
    },
  );
  if (round % 3 === 0)
    perform('UpdateItem', {
      Key: key(`case#${round % 40}`, 'clock'),
      UpdateExpression: 'SET wakeAt = :w, #s = :s',
      ExpressionAttributeNames: { '#s': 'shard' },
      ExpressionAttributeValues: { ':w': wakeAt, ':s': { S: 's9' } },
    });
  if (round % 11 === 0) perform('DeleteItem', { Key: key(`case#${round % 40}`, 'clock') });
}
