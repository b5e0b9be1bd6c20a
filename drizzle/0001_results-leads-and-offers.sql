CREATE TABLE `enrolments` (
	`offer_id` text NOT NULL,
	`contact_id` text NOT NULL,
	`address_id` text NOT NULL,
	`status` text DEFAULT 'enrolled' NOT NULL,
	`at` integer NOT NULL,
	`remind_at` integer,
	`reminded_at` integer,
	PRIMARY KEY(`offer_id`, `contact_id`),
	FOREIGN KEY (`offer_id`) REFERENCES `offers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`address_id`) REFERENCES `addresses`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "enrolments_status" CHECK("enrolments"."status" = 'enrolled' or "enrolments"."status" = 'cancelled')
);
--> statement-breakpoint
CREATE INDEX `enrolments_to_remind` ON `enrolments` (`remind_at`) WHERE "enrolments"."reminded_at" is null;--> statement-breakpoint
CREATE TABLE `leads` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`turn_id` text NOT NULL,
	`organisation` text,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`details` text NOT NULL,
	`consent` text NOT NULL,
	`status` text DEFAULT 'new' NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "leads_kind" CHECK("leads"."kind" = 'credit' or "leads"."kind" = 'training' or "leads"."kind" = 'job' or "leads"."kind" = 'abroad'),
	CONSTRAINT "leads_status" CHECK("leads"."status" = 'new' or "leads"."status" = 'seen' or "leads"."status" = 'done')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `leads_one_per_matter` ON `leads` (`contact_id`,`kind`,`about`);--> statement-breakpoint
CREATE TABLE `offers` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`organisation` text NOT NULL,
	`title` text NOT NULL,
	`organiser` text,
	`place` text,
	`starts_on` text,
	`ends_on` text,
	`closes_on` text,
	`seats` integer,
	`pay` text,
	`requirements` text,
	`status` text DEFAULT 'open' NOT NULL,
	`published_by` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`organisation`) REFERENCES `organisations`(`code`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "offers_kind" CHECK("offers"."kind" = 'class' or "offers"."kind" = 'job'),
	CONSTRAINT "offers_status" CHECK("offers"."status" = 'open' or "offers"."status" = 'cancelled')
);
--> statement-breakpoint
CREATE INDEX `offers_open` ON `offers` (`organisation`,`kind`,`starts_on`) WHERE "offers"."status" = 'open';--> statement-breakpoint
CREATE TABLE `saved_results` (
	`code` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`turn_id` text NOT NULL,
	`household` text NOT NULL,
	`programmes` text NOT NULL,
	`on` text NOT NULL,
	`content_version` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`contact_id`) REFERENCES `contacts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`turn_id`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action
);
