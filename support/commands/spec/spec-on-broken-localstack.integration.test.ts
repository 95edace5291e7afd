import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultImage } from '../../stores/localstack/container-image.ts';
import { dockerOrTold } from '../../stores/localstack/testing/docker-or-told.ts';
import { keyholeIn, ran, startKeyholeIn } from '../testing/run-keyhole.ts';

const givenUp = (message: RegExp) => ({
  exitCode: 2,
  stdout: '',
  stderr: expect.stringMatching(message),
});

((await dockerOrTold()) ? describe : describe.skip)('keyhole spec before a container', () => {
  const name = `keyhole-faults-${process.pid}`;
  const image = (tag: string) => `${name}:${tag}`;
  const withoutToken = { LOCALSTACK_AUTH_TOKEN: undefined, TESTCONTAINERS_RYUK_DISABLED: 'true' };
  const spec = ['spec', '--backend', 'localstack', 'features/write-only-bucket', '--image'];

  async function docker() {
    const { getContainerRuntimeClient, ImageName } = await import('testcontainers');
    const { container, image: images } = await getContainerRuntimeClient();
    return { ...container, images, ImageName };
  }

  async function containersOf(wanted: string) {
    const { dockerode } = await docker();
    return (await dockerode.listContainers({ all: true })).filter(({ Image }) => Image === wanted);
  }

  beforeAll(async () => {
    const { dockerode, images, ImageName } = await docker();
    await images.pull(ImageName.fromString(defaultImage));
    await dockerode.getImage(defaultImage).tag({ repo: name, tag: 'known' });
  });

  afterAll(async () => {
    const { dockerode } = await docker();
    const made = await dockerode.listImages({ filters: { reference: [`${name}:*`] } });
    const tags = made.flatMap(({ RepoTags = [] }) => RepoTags).filter((tag) => tag.startsWith(`${name}:`));
    for (const tag of tags) await dockerode.getImage(tag).remove();
  });

  test('ends with one message and exit code 2 where the image cannot be had', async () => {
    const missing = `keyhole.invalid/${name}:1`;
    const { exitCode, stdout, stderr } = await keyholeIn(withoutToken, ...spec, missing);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `keyhole: the image ${missing} is not here and cannot be pulled. docker pull ${missing} tells why; another can be named instead\n`,
    });
  });

  test('ends with one message and exit code 2 where the image asks for a token', async () => {
    const { dockerode } = await docker();
    const draft = await dockerode.createContainer({
      Image: image('known'),
      Entrypoint: [
        'sh',
        '-c',
        'echo "License activation failed! No credentials were found"; sleep 1; exit 55',
      ],
    });
    await draft.commit({ repo: name, tag: 'licensed' });
    await draft.remove();
    const { exitCode, stdout, stderr } = await keyholeIn(withoutToken, ...spec, image('licensed'));
    expect({ exitCode, stdout, stderr }).toEqual(
      givenUp(/^keyhole: \S+ asks for a LocalStack account: set LOCALSTACK_AUTH_TOKEN, or use .*\n$/),
    );
    expect(await containersOf(image('licensed'))).toEqual([]);
  });

  test('ends with one message and exit code 2 when the container is killed in the middle', async () => {
    const child = startKeyholeIn(withoutToken, ...spec, image('known'));
    const ended = ran(child);
    // The first example's mark shows that the second is running.
    await Promise.race([once(child.stderr, 'data'), ended]);
    const [found] = await containersOf(image('known'));
    const { dockerode } = await docker();
    if (found) await dockerode.getContainer(found.Id).kill();
    const { exitCode, stdout, stderr } = await ended;
    expect({ exitCode, stdout, stderr }).toEqual(
      givenUp(
        /^\.[.F]+\nkeyhole: the store at \S+ stopped answering during the run: .*\. Start it and run again\n$/,
      ),
    );
    expect(await containersOf(image('known'))).toEqual([]);
    expect(found?.Mounts.filter(({ Type }) => Type === 'volume')).toEqual([]);
    expect(Object.keys(found?.NetworkSettings.Networks ?? {})).toEqual(['bridge']);
  });
});
