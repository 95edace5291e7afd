// For tests: gets a URL as a browser would, and prints its status and the body.
const response = await fetch(process.argv[2] ?? '');
process.stdout.write(`${response.status} ${await response.text()}`);
