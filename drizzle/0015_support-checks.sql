CREATE TABLE `support_checks` (
	`case_id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "support_checks_answer" CHECK("support_checks"."answer" = 'full' or "support_checks"."answer" = 'part' or "support_checks"."answer" = 'none')
);
--> statement-breakpoint
CREATE INDEX `support_checks_contact` ON `support_checks` (`contact_id`);