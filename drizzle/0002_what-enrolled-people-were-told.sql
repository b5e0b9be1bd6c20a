ALTER TABLE `enrolments` ADD `door` text;--> statement-breakpoint
ALTER TABLE `enrolments` ADD `told` text;