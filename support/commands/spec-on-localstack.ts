import { dockerAnswers } from '../stores/localstack/docker-answers.ts';
import { exitCodes } from './exit-codes.ts';
import { runKeyhole } from './program.ts';

/**
 * Runs the specification on LocalStack where Docker answers. Elsewhere it says in one line that it did not; with
 * KEYHOLE_REQUIRE_DOCKER=1 that is a failure.
 */
if (await dockerAnswers()) {
  process.exitCode = await runKeyhole(['spec', '--backend', 'localstack', ...process.argv.slice(2)]);
} else if (process.env.KEYHOLE_REQUIRE_DOCKER === '1') {
  process.stderr.write('keyhole: KEYHOLE_REQUIRE_DOCKER=1, but no Docker answers: docker info tells why\n');
  process.exitCode = exitCodes.failed;
} else {
  process.stdout.write('skipped: the specification on LocalStack, since no Docker answers\n');
}
