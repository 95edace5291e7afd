import { dockerAnswers } from '../stores/localstack/docker-answers.ts';
import { exitCodes } from './exit-codes.ts';
import { runKeyhole } from './program.ts';

/**
 * Runs the specification on LocalStack if Docker answers. Otherwise it prints one line; with KEYHOLE_REQUIRE_DOCKER=1
 * it fails.
 */
if (await dockerAnswers()) {
  process.exitCode = await runKeyhole(['spec', '--backend', 'localstack', ...process.argv.slice(2)]);
} else if (process.env.KEYHOLE_REQUIRE_DOCKER === '1') {
  process.stderr.write(
    'keyhole: Docker does not answer, and KEYHOLE_REQUIRE_DOCKER=1 requires it: docker info says why\n',
  );
  process.exitCode = exitCodes.failed;
} else {
  process.stdout.write('skipped: the specification on LocalStack, since Docker does not answer\n');
}
