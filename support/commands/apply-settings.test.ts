import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../node/own-file.ts';
import { inFolder } from '../settings/testing/in-folder.ts';
import { keyholeHere } from './testing/run-keyhole.ts';

const template = join(projectRoot, 'template');
const settings = 'features: access/features\nscenarios: access/scenarios\nsteps: access/steps\n';
const mine = {
  'access/features': join(template, 'features'),
  'access/scenarios': join(template, 'scenarios'),
};
const question = ['--principal', 'intern', '--action', 's3:GetObject', '--resource', 'reports/a'];
const asked = ['decide', '--scenario', 'shared-reports', ...question];

describe('the settings of a folder', () => {
  test('say where scenarios are, to a command that has an option for it', async () => {
    using _folder = inFolder({ 'keyhole.yaml': settings }, mine);
    const { exitCode, stdout, stderr } = await keyholeHere(...asked);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toContain('nearest     access/scenarios/shared-reports/policies/bucket.json:4');
  });

  test.each([
    [['spec'], /^keyhole: there is no folder elsewhere here/],
    [['spec', '--features', 'f'], /^keyhole: there is no folder f here/],
    [['explain', '--decisions', 'd.jsonl'], /^keyhole: d\.jsonl does not exist/],
    [['explain'], /^keyhole: kept\.jsonl does not exist/],
    [['lab', 'mine'], /^keyhole: there is no scenario "mine"; known: .*shared-reports/],
    [['lab', 'mine', '--scenarios', 's'], /^keyhole: s cannot be read as a folder/],
    [['trail', '--account', 'mine'], /named by a scenario in access\/scenarios\/; known: data, partner/],
    [
      ['explain', '--endpoint', 'http://127.0.0.1:1'],
      /^keyhole: nothing answers at http:\/\/127\.0\.0\.1:1:/,
    ],
    [['lab', '--empty', '--port', '0', '--backend', 'endpoint'], /at http:\/\/127\.0\.0\.1:2/],
  ])('give way to the options of keyhole %j', async (args, message) => {
    const others = 'endpoint: http://127.0.0.1:2\ndecisions: kept.jsonl\n';
    const here = settings.replace('access/features', 'elsewhere') + others;
    using _folder = inFolder({ 'keyhole.yaml': here }, mine);
    expect(await keyholeHere(...args)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(message),
    });
  });

  test.each([[asked], [['spec']], [['lab', '--empty']], [['explain']], [['trail', '-a', '111111111111']]])(
    'that are not valid end keyhole %j with exit code 2',
    async (args) => {
      using _folder = inFolder({ 'keyhole.yaml': 'featurs: x\n' });
      expect(await keyholeHere(...args)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(/^keyhole: keyhole\.yaml:1:1: featurs: .*did you mean "features"\?/),
      });
    },
  );

  test('name a register that must exist', async () => {
    using _folder = inFolder(
      { 'keyhole.yaml': `${settings}outcomes: o.yaml\n`, 'access/steps/own.mts': '' },
      mine,
    );
    expect((await keyholeHere('spec')).stderr).toMatch(/^keyhole: o\.yaml cannot be read/);
  });
});
